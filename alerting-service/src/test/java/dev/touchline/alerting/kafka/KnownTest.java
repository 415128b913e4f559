package dev.touchline.alerting.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.alerting.core.AgentTopicHistory;
import dev.touchline.alerting.core.Bound;
import dev.touchline.alerting.core.Coachings;
import dev.touchline.alerting.core.Condition;
import dev.touchline.alerting.core.Contributions;
import dev.touchline.alerting.core.Definition;
import dev.touchline.alerting.core.Filter;
import dev.touchline.alerting.core.Kind;
import dev.touchline.alerting.core.Mark;
import dev.touchline.alerting.core.MonthTest;
import dev.touchline.alerting.core.Rated;
import dev.touchline.alerting.core.ResponseKey;
import dev.touchline.alerting.core.Scope;
import dev.touchline.alerting.core.Severity;
import dev.touchline.alerting.core.Stand;
import dev.touchline.alerting.core.Tallies;
import dev.touchline.alerting.core.Track;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much memory a decoded history is taken to fill. */
class KnownTest {
    private static final Instant T = Instant.parse("2026-11-21T10:00:00Z");
    private static final Stand NOTHING = new Stand(Optional.empty(), Tallies.NONE);

    /** A header, two numbers and a reference, or a header and four numbers: never less. */
    private static final int A_DAY = 32;

    /** Its two ids, its names and its time. */
    private static final int A_RATING = 200;

    private static final Filter FILTER = new Filter(
            "poor",
            1,
            Instant.EPOCH,
            new Definition(
                    "Poor",
                    Kind.COACHING,
                    Set.of("clarity"),
                    true,
                    Scope.EVERYWHERE,
                    new Condition.Each(new Bound.AtMost(25)),
                    Duration.ZERO,
                    Duration.ofHours(2),
                    Severity.NORMAL));

    @Test
    void daysOfATallyCountWhereTheTrackIsSettledAndAtItsEnd() {
        Stand month = new Stand(Optional.empty(), new Tallies(1, List.of(days(30))));

        long without = bytes(Map.of("poor", new Track(List.of(), 0, NOTHING, NOTHING)));
        long with = bytes(Map.of("poor", new Track(List.of(), 0, month, month)));

        assertThat(with - without).isGreaterThanOrEqualTo(2 * 30 * A_DAY);
    }

    @Test
    void ratingsThatOneFilterMarksAloneCountBesideThoseOfTheOthers() {
        long same = bytes(Map.of("poor", track(0, 20), "rude", track(0, 15)));
        long some = bytes(Map.of("poor", track(0, 20), "rude", track(15, 30)));
        long none = bytes(Map.of("poor", track(0, 20), "rude", track(20, 35)));

        assertThat(some - same).isGreaterThanOrEqualTo(10 * A_RATING);
        assertThat(none - some).isGreaterThanOrEqualTo(5 * A_RATING);
    }

    private static long bytes(Map<String, Track> tracks) {
        AgentTopicHistory history = new AgentTopicHistory(T, 0, new TreeMap<>(tracks), Coachings.NONE);
        return new Known(history, Contributions.EMPTY, Optional.empty(), List.of()).bytes();
    }

    private static MonthTest days(int days) {
        return new MonthTest(
                1,
                days,
                0,
                0,
                IntStream.range(0, days)
                        .mapToObj(day -> new MonthTest.Day(day, 1, 0, 100))
                        .toList());
    }

    private static Track track(int from, int to) {
        List<Mark> marks = IntStream.range(from, to)
                .mapToObj(i -> {
                    Instant at = T.plusSeconds(60L * i);
                    Rated rated = new Rated(new ResponseKey("demo", "r" + i), at, at, 0, "1 of 5", "billing");
                    return new Mark(rated, FILTER, false, List.of());
                })
                .toList();
        return new Track(marks, 0, NOTHING, NOTHING);
    }
}
