package dev.touchline.alerting.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;

/** Our own figures are those of a library that others have checked. */
class StatisticsOracleProperties {
    private static final double NEAR = 1e-9;

    @Property
    void theIntervalOfAPrecisionIsWilsons(
            @ForAll @IntRange(min = 1, max = 1_000_000) int judged, @ForAll @IntRange(max = 1_000_000) int some) {
        int agents = some % (judged + 1);

        Precision.Interval ours = new Precision(judged, agents).interval();

        Interval theirs = BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(judged, agents, 0.05);
        assertThat(ours.low()).isCloseTo(theirs.getLowerBound(), within(NEAR));
        assertThat(ours.high()).isCloseTo(theirs.getUpperBound(), within(NEAR));
    }

    @Property
    void theChanceOfADropIsTheTailOfABinomialDistribution(
            @ForAll @IntRange(min = 1, max = 2_000) int n,
            @ForAll @Scale(4) @DoubleRange(min = 0.0001, max = 0.9999) double p,
            @ForAll @IntRange(max = 2_000) int some) {
        int least = some % (n + 1);

        double ours = Drop.tail(n, p, least);

        assertThat(ours).isCloseTo(BinomialDistribution.of(n, p).survivalProbability(least - 1), within(NEAR));
    }
}
