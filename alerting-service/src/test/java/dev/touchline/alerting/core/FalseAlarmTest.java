package dev.touchline.alerting.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FalseAlarmTest {
    private static final Condition SHARE = new Condition.Share(25, 0.2, 10, Duration.ofDays(14), 0.001);
    private static final Condition SHIFT = new Condition.Shift(25, 3, 250_000);
    private static final Condition EACH = new Condition.Each(new Bound.AtMost(25));

    @Test
    void whatAnAgentRisksAddsUpForATeam() {
        assertThat(stated(SHARE).perAgentAndMonth()).isEqualTo(0.001);
        assertThat(stated(SHARE).perTeamAndMonth()).isCloseTo(0.049, within(0.0005));
    }

    @Test
    void aRunLengthIsAProbabilityAMonth() {
        assertThat(stated(SHIFT).perTeamAndMonth()).isCloseTo(0.047, within(0.0005));
    }

    @Test
    void ofSeveralThatMustAllFireTheRarestCounts() {
        assertThat(stated(new Condition.All(List.of(SHARE, SHIFT, EACH)))).isEqualTo(stated(SHIFT));
    }

    @Test
    void ofSeveralOfWhichOneIsEnoughTheSumCountsIfAllStateSomething() {
        assertThat(stated(new Condition.Any(List.of(SHARE, SHIFT))).perAgentAndMonth())
                .isCloseTo(stated(SHARE).perAgentAndMonth() + stated(SHIFT).perAgentAndMonth(), within(1e-12));
        assertThat(FalseAlarm.of(new Condition.Any(List.of(SHARE, EACH)))).isEmpty();
    }

    @Test
    void aSingleRatingStatesNothing() {
        assertThat(FalseAlarm.of(EACH)).isEmpty();
    }

    private static FalseAlarm stated(Condition when) {
        return FalseAlarm.of(when).orElseThrow();
    }
}
