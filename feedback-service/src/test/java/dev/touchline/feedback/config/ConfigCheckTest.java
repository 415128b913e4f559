package dev.touchline.feedback.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConfigCheckTest {
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofHours(1);

    private record Settings(
            Duration every,
            Duration timeout,
            int attempts,
            Duration firstWait,
            Duration longestWait,
            boolean privateAddresses)
            implements FeedbackConfig.Fetch {}

    @Test
    void theDefaultsWork() {
        assertThatCode(() -> check(12, FIRST, LONGEST)).doesNotThrowAnyException();
    }

    @Test
    void whatCannotWorkIsRefusedByName() {
        assertThatThrownBy(() -> check(0, FIRST, LONGEST))
                .hasMessage("touchline.feedback.fetch.attempts is 0; it must be 1 to 100");
        assertThatThrownBy(() -> check(12, FIRST, Duration.ofSeconds(5)))
                .hasMessage("touchline.feedback.fetch.longest-wait is PT5S; it must be PT10S to PT24H");
    }

    private static void check(int attempts, Duration first, Duration longest) {
        ConfigCheck.check(new Settings(Duration.ofSeconds(1), Duration.ofSeconds(20), attempts, first, longest, false));
    }
}
