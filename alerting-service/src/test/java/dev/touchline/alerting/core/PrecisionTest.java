package dev.touchline.alerting.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PrecisionTest {
    @Test
    void theIntervalIsWilsons() {
        Precision.Interval interval = new Precision(20, 5).interval();

        assertThat(interval.low()).isCloseTo(0.1119, within(0.0001));
        assertThat(interval.high()).isCloseTo(0.4687, within(0.0001));
    }

    @Test
    void atItsEndsTheIntervalStaysWithinZeroAndOne() {
        assertThat(new Precision(30, 0).interval().low()).isZero();
        assertThat(new Precision(30, 30).interval().high()).isEqualTo(1);
        assertThat(Precision.NONE.interval()).isEqualTo(new Precision.Interval(0, 1));
    }

    @Test
    void nothingIsSaidOfFewItems() {
        assertThat(new Precision(19, 0).isBelow(0.5)).isFalse();
        assertThat(new Precision(20, 0).isBelow(0.5)).isTrue();
    }

    @Test
    void aFilterIsBelowItsFloorWhenChanceDoesNotExplainIt() {
        assertThat(new Precision(20, 5).isBelow(0.5)).isTrue();
        assertThat(new Precision(20, 6).isBelow(0.5)).isFalse();
        assertThat(new Precision(20, 0).isBelow(0)).isFalse();
    }

    @Test
    void theWarningGivesTheNumbers() {
        assertThat(new Precision(20, 5).warning(0.5))
                .startsWith("Only 5 of 20 items that this filter caused were about the agent"
                        + " (25 %, likely 11 to 47 %): below its floor of 50 %.");
    }
}
