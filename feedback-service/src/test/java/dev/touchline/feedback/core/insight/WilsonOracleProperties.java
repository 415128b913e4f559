package dev.touchline.feedback.core.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/** Our own interval is that of a library that others have checked. */
class WilsonOracleProperties {
    private static final double NEAR = 1e-9;

    @Property
    void theIntervalOfAShareIsWilsons(
            @ForAll @IntRange(min = 1, max = 1_000_000) int n, @ForAll @IntRange(max = 1_000_000) int some) {
        int hits = some % (n + 1);

        Interval ours = Wilson.interval(hits, n);

        var theirs = BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(n, hits, 1 - Wilson.CONFIDENCE);
        assertThat(ours.low()).isCloseTo(theirs.getLowerBound(), within(NEAR));
        assertThat(ours.high()).isCloseTo(theirs.getUpperBound(), within(NEAR));
    }
}
