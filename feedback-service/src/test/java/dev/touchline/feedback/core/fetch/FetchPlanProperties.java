package dev.touchline.feedback.core.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.feedback.core.fetch.FetchPlan.Next;
import dev.touchline.feedback.core.fetch.FetchResult.NoAnswer;
import dev.touchline.feedback.core.fetch.FetchResult.Refused;
import dev.touchline.feedback.core.fetch.FetchResult.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class FetchPlanProperties {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration MOST = Duration.ofHours(1);
    private static final FetchPlan PLAN = new FetchPlan(12, FIRST, MOST);

    @Property
    void waitsAreBoundedAndTheBoundDoubles(@ForAll @IntRange(min = 1, max = 11) int attempt, @ForAll long seed) {
        Next.Retry next = retry(new NoAnswer("late"), attempt, seed);
        long bound = Math.min(MOST.toSeconds(), FIRST.toSeconds() << (attempt - 1));
        assertThat(next.at()).isBetween(NOW, NOW.plusSeconds(bound));
        assertThat(next.holdsSource()).isFalse();
        assertThat(next).isEqualTo(retry(new NoAnswer("late"), attempt, seed));
    }

    @Property
    void whoFailedTogetherDoesNotComeBackTogether(@ForAll long seed) {
        assertThat(new Random(seed)
                        .longs(20)
                        .mapToObj(each -> retry(new Status(502, null), 5, each).at())
                        .distinct()
                        .count())
                .isGreaterThan(10);
    }

    @Property
    void whatAPlatformAsksForIsHonouredUpToTheBoundForAllThatIsAskedOfIt(
            @ForAll @LongRange(min = 0, max = 1_000_000_000) long seconds, @ForAll long seed) {
        for (int status : new int[] {429, 503}) {
            Next.Retry next = retry(new Status(status, Duration.ofSeconds(seconds)), 1, seed);
            Instant least = NOW.plusSeconds(Math.min(seconds, MOST.toSeconds()));
            assertThat(next.at()).isBetween(least, least.plus(FIRST));
            assertThat(next.holdsSource()).isTrue();
        }
    }

    @Property
    void everyStatusEndsInSomethingAndEveryRetryEndsSomeDay(
            @ForAll @IntRange(min = 100, max = 999) int status, @ForAll long seed) {
        Next first = PLAN.after(new Status(status, null), 1, NOW, new Random(seed));
        boolean again = status >= 500 && status < 600 || status == 408 || status == 425 || status == 429;
        assertThat(first).isInstanceOf(again ? Next.Retry.class : Next.GiveUp.class);
        assertThat(PLAN.after(new Status(status, null), 12, NOW, new Random(seed)))
                .isInstanceOf(Next.GiveUp.class);
    }

    @Example
    void whyItIsGivenUpIsTold() {
        assertThat(reason(new Status(401, null))).isEqualTo(FetchPlan.REFUSED);
        assertThat(reason(new Status(403, null))).isEqualTo(FetchPlan.REFUSED);
        assertThat(reason(new Refused("not public"))).isEqualTo(FetchPlan.REFUSED);
        assertThat(reason(new Status(404, null))).isEqualTo(FetchPlan.NOT_FOUND);
        assertThat(reason(new Status(302, null))).isEqualTo(FetchPlan.FAILED);
        assertThat(((Next.GiveUp) PLAN.after(new Status(502, null), 12, NOW, new Random())).detail())
                .isEqualTo("no success in 12 attempts; at last the platform answered 502");
    }

    private static String reason(FetchResult.Failure failure) {
        return ((Next.GiveUp) PLAN.after(failure, 1, NOW, new Random())).reason();
    }

    private static Next.Retry retry(FetchResult.Failure failure, int attempt, long seed) {
        return (Next.Retry) PLAN.after(failure, attempt, NOW, new Random(seed));
    }
}
