package dev.touchline.coaching.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PriorityTest {
    private static final Instant OPENED = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void moreVoicesAndMoreSeverityGoFirst() {
        assertThat(Priority.of(Severity.NORMAL, 2, OPENED)).isGreaterThan(Priority.of(Severity.NORMAL, 1, OPENED));
        assertThat(Priority.of(Severity.HIGH, 1, OPENED)).isGreaterThan(Priority.of(Severity.NORMAL, 1, OPENED));
    }

    @Test
    void anItemOfTwiceTheWeightIsOvertakenAfterTauTimesLogTwo() {
        Duration head = Duration.ofSeconds(Math.round(Priority.TAU.toSeconds() * Math.log(2)));

        assertThat(Priority.of(Severity.HIGH, 1, OPENED))
                .isCloseTo(Priority.of(Severity.NORMAL, 1, OPENED.plus(head)), within(0.001));
    }

    @Property
    void theStaticKeyOrdersLikeDecayingWeightAtAnyMoment(
            @ForAll @IntRange(min = 1, max = 50) int one,
            @ForAll @IntRange(min = 1, max = 50) int other,
            @ForAll @IntRange(max = 600) int minutesLater) {
        Instant later = OPENED.plus(Duration.ofMinutes(minutesLater));
        double decayed = one * Math.exp(-minutesLater / 60.0);

        int byKey =
                Double.compare(Priority.of(Severity.NORMAL, one, OPENED), Priority.of(Severity.NORMAL, other, later));

        if (Math.abs(decayed - other) > 1e-6) {
            assertThat(byKey).isEqualTo(Double.compare(decayed, other));
        }
    }
}
