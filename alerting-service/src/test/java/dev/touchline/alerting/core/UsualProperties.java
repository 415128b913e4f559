package dev.touchline.alerting.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class UsualProperties {
    private static final int TWO_BYTES = 1 << 14;
    private static final LocalDate RATED = LocalDate.of(2026, 11, 22);

    @Property
    void whatIsNotedIsFoundAgainAndTakesTwoBytes(
            @ForAll @IntRange(max = 500) int poor,
            @ForAll boolean everybody,
            @ForAll @IntRange(max = Snapshots.STALE_DAYS) int age) {
        Usual usual = new Usual(poor, everybody, age);

        assertThat(Usual.of(usual.note())).isEqualTo(usual);
        assertThat(usual.note()).isLessThan(TWO_BYTES);
    }

    @Property
    void whatWasNotedBeforeDaysWereIsTheChanceAlone(@ForAll @IntRange(min = 10, max = 500) int perMille) {
        assertThat(Usual.of(perMille)).isEqualTo(new Usual(perMille, false, 0));
        assertThat(Usual.of(perMille).compared(RATED.toEpochDay()).words()).isEmpty();
    }

    @Example
    void aFlagByTheShareSaysWithWhatItCompared() {
        Condition share = new Condition.Share(25, 0, 5, Limits.WITHIN, 0.01);

        assertThat(flagged(share, new Baseline(ratings(), false, 3)))
                .isEqualTo(
                        "5 of 5 ratings on product-knowledge within 30 days were poor, where 0.5 would be usual"
                                + " in the team up to 19 November; chance alone flags at most 1 in 100 agents a month like this.");
        assertThat(flagged(share, new Baseline(ratings(), true, 1)))
                .contains("0.5 would be usual in the whole organisation up to 21 November; chance");
        assertThat(flagged(share, new Baseline(ratings()))).contains("0.5 would be usual; chance");
    }

    @Example
    void aFlagByAShiftDoesToo() {
        Condition shift = new Condition.Shift(25, 3, 500);

        assertThat(flagged(shift, new Baseline(ratings(), false, 14)))
                .contains("would be usual in the team up to 8 November; chance alone flags like this once in 500");
        assertThat(flagged(shift, new Baseline(ratings(), true, 2)))
                .contains("would be usual in the whole organisation up to 20 November; chance");
    }

    /** Why the first flag is raised. */
    private static String flagged(Condition when, Baseline usual) {
        AlertEngine engine = new AlertEngine(Some.GRACE);
        FilterBook book = FilterBook.of(List.of(Some.filter(when, Limits.COOLDOWN)));
        AgentTopicHistory history = AgentTopicHistory.EMPTY;
        for (int i = 0; i < 20; i++) {
            Rating rating = Some.rating("r-" + i, Some.hour(24 + i / 10.0), 0);
            Decision decision = engine.judge(history, new Arrival.First(rating), book, any -> Optional.of(usual));
            if (!decision.changes().isEmpty()) {
                return decision.changes().getFirst().reason().sentence(Some.TOPIC);
            }
            history = decision.history();
        }
        throw new AssertionError("Nothing is flagged");
    }

    private static TreeMap<Double, Long> ratings() {
        return new TreeMap<>(Map.of(0.0, 1_000L, 100.0, 9_000L));
    }
}
