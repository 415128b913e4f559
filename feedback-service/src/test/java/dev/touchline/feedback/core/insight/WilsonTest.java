package dev.touchline.feedback.core.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WilsonTest {
    /** R. G. Newcombe (1998), Statistics in Medicine 17, 857–872, Table I, method 3 (score, no correction). */
    @Test
    void theIntervalsAreThoseOfTheLiterature() {
        assertInterval(81, 263, 0.2553, 0.3662);
        assertInterval(15, 148, 0.0624, 0.1605);
        assertInterval(0, 20, 0.0000, 0.1611);
        assertInterval(1, 29, 0.0061, 0.1718);
    }

    @Test
    void whatIsNoShareIsRefused() {
        assertThatThrownBy(() -> Wilson.interval(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Wilson.interval(3, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Wilson.interval(-1, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertInterval(long hits, long n, double low, double high) {
        Interval interval = Wilson.interval(hits, n);
        assertThat(interval.low()).isCloseTo(low, within(0.00005));
        assertThat(interval.high()).isCloseTo(high, within(0.00005));
    }
}
