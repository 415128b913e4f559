package dev.touchline.alerting.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
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
    void whatAShareStatesHoldsForAllItsTopicsTogether() {
        assertThat(FalseAlarm.of(SHARE, 6)).contains(stated(SHARE));

        Definition six = definition("a", "b", "c", "d", "e", "clarity");
        assertThat(FalseAlarm.level((Condition.Share) SHARE, six)).isCloseTo(0.001 / 6, within(1e-15));
        assertThat(poorRatingsUntilFlagged(six)).isGreaterThan(poorRatingsUntilFlagged(definition("clarity")));
    }

    @Test
    void eachTopicOfAShiftBringsItsOwnRatings() {
        assertThat(FalseAlarm.of(SHIFT, 6).orElseThrow().perTeamAndMonth()).isCloseTo(0.250, within(0.0005));
    }

    @Test
    void ofSeveralThatMustAllFireTheRarestCounts() {
        assertThat(stated(new Condition.All(List.of(SHARE, SHIFT, EACH)))).isEqualTo(stated(SHIFT));
    }

    @Test
    void ofSeveralOfWhichOneIsEnoughTheSumCountsIfAllStateSomething() {
        assertThat(stated(new Condition.Any(List.of(SHARE, SHIFT))).perAgentAndMonth())
                .isCloseTo(stated(SHARE).perAgentAndMonth() + stated(SHIFT).perAgentAndMonth(), within(1e-12));
        assertThat(FalseAlarm.of(new Condition.Any(List.of(SHARE, EACH)), 1)).isEmpty();
    }

    @Test
    void aSingleRatingStatesNothing() {
        assertThat(FalseAlarm.of(EACH, 1)).isEmpty();
    }

    private static FalseAlarm stated(Condition when) {
        return FalseAlarm.of(when, 1).orElseThrow();
    }

    private static Definition definition(String... topics) {
        return new Definition(
                "Some filter",
                Kind.COACHING,
                Set.of(topics),
                true,
                Scope.EVERYWHERE,
                new Condition.Share(25, 0, 5, Duration.ofDays(14), 0.001),
                Duration.ZERO,
                Duration.ofHours(2),
                Severity.NORMAL);
    }

    private static int poorRatingsUntilFlagged(Definition definition) {
        List<Rehearsal.Sent> sent = IntStream.range(0, 30)
                .mapToObj(i -> Some.rating("r" + i, "clarity", Some.hour(i * 0.1), Some.hour(i * 0.1), 0))
                .map(rating -> new Rehearsal.Sent(
                        rating.agent().id(), Some.response(rating.response().responseId(), 1, rating)))
                .toList();
        Baselines usual = rating -> Optional.of(new Baseline(new TreeMap<>(Map.of(0.0, 200L, 100.0, 800L))));
        List<Rehearsal.Heard> heard = Rehearsal.of(definition, sent, List.of(), List.of(), Duration.ofHours(72), usual);
        return (int) heard.stream()
                .takeWhile(one -> one.standings().get("clarity") != Standing.FLAGGED)
                .count();
    }
}
