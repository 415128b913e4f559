package dev.touchline.coaching.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryPlanTest {
    private static final Answer BROKEN = new Answer.Refused(500, null);
    private static final Answer SILENT = new Answer.Silence("no connection");

    private final RetryPlan plan = new RetryPlan(List.of(Duration.ofSeconds(5), Duration.ofMinutes(5)), () -> 0);
    private final RetryPlan late = new RetryPlan(List.of(Duration.ofSeconds(10)), () -> 1);

    @Test
    void theWaitsFollowOneAnotherAndThenItIsGivenUp() {
        assertThat(plan.after(1, BROKEN)).contains(Duration.ofSeconds(5));
        assertThat(plan.after(2, BROKEN)).contains(Duration.ofMinutes(5));
        assertThat(plan.after(3, BROKEN)).isEmpty();
    }

    @Test
    void chanceAddsATenthAtMost() {
        assertThat(late.after(1, SILENT)).contains(Duration.ofSeconds(11));
    }

    @Test
    void aWishToBeLeftAloneProlongsTheWaitAndIsBounded() {
        assertThat(plan.after(1, new Answer.Refused(503, Duration.ofMinutes(1))))
                .contains(Duration.ofMinutes(1));
        assertThat(plan.after(1, new Answer.Refused(503, Duration.ZERO))).contains(Duration.ofSeconds(5));
        assertThat(plan.after(1, new Answer.Refused(429, Duration.ofDays(400)))).contains(Duration.ofHours(24));
    }

    @Test
    void whoIsOverloadedOrSilentIsLeftAloneLongerEachTime() {
        assertThat(plan.rest(1, SILENT)).isEqualTo(Duration.ofSeconds(1));
        assertThat(plan.rest(4, new Answer.Refused(504, null))).isEqualTo(Duration.ofSeconds(8));
        assertThat(plan.rest(2_000_000_000, SILENT)).isEqualTo(Duration.ofMinutes(5));
        assertThat(plan.rest(1, new Answer.Refused(429, Duration.ofHours(2)))).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void whoRefusesOneMessageIsSentTheNext() {
        assertThat(plan.rest(9, BROKEN)).isZero();
        assertThat(plan.rest(9, new Answer.Refused(410, null))).isZero();
        assertThat(plan.rest(9, new Answer.Forbidden("it does not begin with https://")))
                .isZero();
    }
}
