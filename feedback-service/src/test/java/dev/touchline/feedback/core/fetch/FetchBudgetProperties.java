package dev.touchline.feedback.core.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.feedback.core.fetch.FetchBudget.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class FetchBudgetProperties {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00.123456789Z");

    @Property
    void inAnySixtySecondsNeverMoreThanAMinutesBudget(
            @ForAll @IntRange(min = 1, max = 500) int perMinute,
            @ForAll @Size(max = 300) List<@LongRange(min = 0, max = 5_000) Long> gapsMs) {
        List<Instant> asked = ask(perMinute, 1_000_000, gapsMs);
        assertThat(mostWithin(asked, Duration.ofMinutes(1))).isLessThanOrEqualTo(perMinute);
    }

    @Property
    void inAnyDayNeverMoreThanADaysBudgetWheneverThePlatformsDayBegins(
            @ForAll @IntRange(min = 1, max = 60) int perDay,
            @ForAll @Size(max = 300) List<@LongRange(min = 0, max = 4_000_000) Long> gapsMs) {
        List<Instant> asked = ask(1_000_000, perDay, gapsMs);
        assertThat(mostWithin(asked, Duration.ofDays(1))).isLessThanOrEqualTo(perDay);
    }

    @Property
    void whoWaitsAsToldIsLetInWithinADay(
            @ForAll @IntRange(min = 1, max = 20) int perDay, @ForAll @IntRange(min = 1, max = 100) int perMinute) {
        FetchBudget budget = FetchBudget.NONE;
        Instant now = START;
        Instant lastAsked = START;
        for (int asked = 0; asked < 50; ) {
            switch (budget.spend(now, perMinute, perDay)) {
                case Answer.Yes(FetchBudget then) -> {
                    assertThat(Duration.between(lastAsked, now)).isLessThanOrEqualTo(Duration.ofHours(25));
                    budget = then;
                    lastAsked = now;
                    asked++;
                }
                case Answer.NotBefore(Instant at) -> {
                    assertThat(at).isAfter(now);
                    now = at;
                }
            }
        }
    }

    @Property
    void aClockThatLagsBehindAnothersAsksNotOnceMore(
            @ForAll @IntRange(min = 1, max = 5) int perDay, @ForAll @LongRange(min = 1, max = 86_000) long lag) {
        FetchBudget budget = FetchBudget.NONE;
        Instant now = START;
        for (int i = 0; i < perDay; i++) {
            budget = ((Answer.Yes) budget.spend(now, 1_000_000, perDay)).then();
            now = now.plusMillis(1);
        }
        assertThat(budget.spend(now.minusSeconds(lag), 1_000_000, perDay)).isInstanceOf(Answer.NotBefore.class);
    }

    private static List<Instant> ask(int perMinute, int perDay, List<Long> gapsMs) {
        FetchBudget budget = FetchBudget.NONE;
        Instant now = START;
        List<Instant> asked = new ArrayList<>();
        for (long gap : gapsMs) {
            now = now.plusMillis(gap);
            if (budget.spend(now, perMinute, perDay) instanceof Answer.Yes(FetchBudget then)) {
                asked.add(now);
                budget = then;
            }
        }
        return asked;
    }

    private static long mostWithin(List<Instant> asked, Duration window) {
        return asked.stream()
                .mapToLong(start -> asked.stream()
                        .filter(each -> !each.isBefore(start) && each.isBefore(start.plus(window)))
                        .count())
                .max()
                .orElse(0);
    }
}
