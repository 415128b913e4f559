package dev.touchline.coaching.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConfigCheckTest {
    private static final Duration LEASE = Duration.ofMinutes(15);
    private static final Duration FORGET_AFTER = Duration.ofDays(28);

    private record Settings(
            Duration lease,
            int workInProgress,
            int fairShare,
            int requestsPerDay,
            int streams,
            Duration tick,
            Duration expireEvery,
            Duration forgetAfter,
            Duration forgetEvery,
            Duration judgeEvery)
            implements CoachingConfig {}

    @Test
    void theDefaultsWork() {
        assertThatCode(() -> check(LEASE, 10, 1, FORGET_AFTER)).doesNotThrowAnyException();
        assertThatCode(() -> check(LEASE, 10, 0, FORGET_AFTER)).doesNotThrowAnyException();
    }

    @Test
    void whatCannotWorkIsRefusedByName() {
        assertThatThrownBy(() -> check(Duration.ZERO, 10, 1, FORGET_AFTER))
                .hasMessage("touchline.coaching.lease is PT0S; it must be PT1S to PT24H");
        assertThatThrownBy(() -> check(LEASE, 10, 1, Duration.ofHours(1)))
                .hasMessage("touchline.coaching.forget-after is PT1H; it must be PT24H to PT8760H");
        assertThatThrownBy(() -> check(LEASE, 10, -1, FORGET_AFTER))
                .hasMessage("touchline.coaching.fair-share is -1; it must be 0 to 100");
        assertThatThrownBy(() -> check(LEASE, 0, 1, FORGET_AFTER))
                .hasMessage("touchline.coaching.work-in-progress is 0; it must be 1 to 1000");
    }

    private static void check(Duration lease, int workInProgress, int fairShare, Duration forgetAfter) {
        new ConfigCheck(new Settings(
                lease,
                workInProgress,
                fairShare,
                5,
                5_000,
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                forgetAfter,
                Duration.ofMinutes(10),
                Duration.ofHours(1)));
    }
}
