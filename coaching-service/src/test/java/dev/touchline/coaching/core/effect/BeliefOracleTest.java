package dev.touchline.coaching.core.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of any share being as likely as another follows a beta distribution, which somebody else's library knows too. */
class BeliefOracleTest {
    private static final double NEAR = 1e-9;

    @ParameterizedTest
    @CsvSource({"10, 5", "20, 6", "40, 8", "40, 30", "100, 20", "300, 60", "3000, 600"})
    void whatIsBelievedAfterAnswersIsABetaDistribution(int n, int poor) {
        BetaDistribution beta = BetaDistribution.of(poor + 1.0, n - poor + 1.0);

        Belief belief = Belief.even().given(new Tally(n, poor));

        assertThat(belief.mean()).isCloseTo(beta.getMean(), within(NEAR));
        assertThat(belief.variance()).isCloseTo(beta.getVariance(), within(NEAR));
    }
}
