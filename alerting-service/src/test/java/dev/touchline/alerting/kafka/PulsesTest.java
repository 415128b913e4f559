package dev.touchline.alerting.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.alerting.core.Person;
import dev.touchline.alerting.core.Pulse;
import dev.touchline.alerting.core.Rating;
import dev.touchline.alerting.core.ResponseKey;
import dev.touchline.alerting.core.Watchfulness;
import dev.touchline.alerting.core.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PulsesTest {
    private static final Instant T = Instant.parse("2026-11-21T10:00:00Z");
    private static final Watchfulness WATCH =
            new Watchfulness(25, Duration.ofHours(2), 8, 0.3, 0.01, Duration.ofDays(7));

    private final Pulses pulses = new Pulses(WATCH, 3);

    @Test
    void whatManyTeamsHeardIsSaidInTheCourseOfTwoMinutesAndNothingTwice() {
        // given
        pulses.advance(T);
        for (int team = 0; team < 1_200; team++) {
            pulses.count(rating("team-" + team));
        }

        // when a record comes each second
        List<Integer> sizes = new ArrayList<>();
        List<Pulse> said = new ArrayList<>();
        Instant later = Pulse.begin(Pulse.interval(T) + 1);
        for (int second = 0; second <= Pulses.SPREAD.toSeconds(); second++) {
            List<Pulse> with = pulses.advance(later.plusSeconds(second));
            sizes.add(with.size());
            said.addAll(with);
        }

        // then
        assertThat(sizes).allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(10));
        assertThat(said).extracting(Pulse::team).hasSize(1_200).doesNotHaveDuplicates();
        assertThat(said).extracting(Pulse::interval).containsOnly(Pulse.interval(T));
    }

    @Test
    void whatFewTeamsHeardIsSaidAtOnce() {
        pulses.advance(T);
        pulses.count(rating("team-a"));
        pulses.count(rating("team-b"));

        assertThat(pulses.advance(Pulse.begin(Pulse.interval(T) + 1))).hasSize(2);
    }

    @Test
    void whatABurstLeftIsSaidByOurOwnClockThoughNoRecordComes() {
        // given a burst in each of a thousand teams, and then nothing
        pulses.advance(T);
        for (int team = 0; team < 1_000; team++) {
            pulses.count(rating("team-" + team));
        }
        Instant over = Pulse.begin(Pulse.interval(T) + 1);

        // then it is over once ours is past its end by what a clock may be ahead
        assertThat(pulses.overdue(over.plus(Pulses.MOST_SKEW).minusMillis(1))).isEmpty();
        List<Pulse> said = new ArrayList<>(pulses.overdue(over.plus(Pulses.MOST_SKEW)));
        assertThat(said).hasSizeLessThan(10);
        said.addAll(pulses.overdue(over.plus(Pulses.MOST_SKEW).plus(Pulses.SPREAD)));
        assertThat(said).extracting(Pulse::team).hasSize(1_000).doesNotHaveDuplicates();
    }

    @Test
    void aClockThatGoesBackLosesNothing() {
        pulses.advance(T);
        for (int team = 0; team < 100; team++) {
            pulses.count(rating("team-" + team));
        }
        Instant over = Pulse.begin(Pulse.interval(T) + 1);
        List<Pulse> said = new ArrayList<>(pulses.advance(over));

        said.addAll(pulses.advance(T));
        said.addAll(pulses.advance(over.plus(Pulses.SPREAD)));

        assertThat(said).extracting(Pulse::team).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void whatIsLeftOfAnIntervalComesBeforeTheNext() {
        pulses.advance(T);
        for (int team = 0; team < 10; team++) {
            pulses.count(rating("team-" + team));
        }
        List<Pulse> said = new ArrayList<>(pulses.advance(Pulse.begin(Pulse.interval(T) + 1)));
        pulses.count(rating("team-0"));

        said.addAll(pulses.advance(T.plus(Pulse.INTERVAL.multipliedBy(2))));

        assertThat(said).hasSize(11).extracting(Pulse::interval).isSorted();
    }

    @Test
    void aPartitionWithOneRecordAnIntervalDoesNotFallBehindHoweverManyTopicsItNames() {
        for (int interval = 0; interval < 200; interval++) {
            Instant at = T.plus(Pulse.INTERVAL.multipliedBy(interval));
            assertThat(pulses.advance(at))
                    .extracting(Pulse::interval)
                    .allSatisfy(said -> assertThat(said).isGreaterThanOrEqualTo(Pulse.interval(at) - 2));
            for (int topic = 0; topic < 7; topic++) {
                pulses.count(rating("team", "topic-" + topic, at));
            }
        }
    }

    private static Rating rating(String team) {
        return rating(team, "clarity", T);
    }

    private static Rating rating(String team, String topic, Instant at) {
        return new Rating(
                new ResponseKey("demo", "r-" + team),
                topic,
                new Person("a-1", Optional.empty()),
                team,
                Optional.empty(),
                at,
                at,
                at,
                0,
                "1 of 5",
                Words.NONE);
    }
}
