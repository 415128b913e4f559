package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.Pulse;
import dev.touchline.alerting.core.Rating;
import dev.touchline.alerting.core.Watchfulness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts, for each team and topic, how the agents of a partition are rated, and says so once an interval is over, which
 * it is when the first record of a later one comes, by the broker's clock, or a minute after its end by our own, where
 * none comes. All partitions come to that at the same moment, in a large organisation with thousands of teams and
 * topics: so that responses do not wait for all of them, they are said in the course of two minutes.
 *
 * <p>What is counted is in memory alone: a store would cost every response a write, to save a few minutes of the counts
 * of one partition when its instance dies, or hands it over. At most seven minutes are lost then: five that were
 * counted and two in which they were to be said. A cause is found by a little fewer ratings.
 */
final class Pulses {
    private record Place(String team, String topic) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int teams = team.compareTo(other.team);
            return teams == 0 ? topic.compareTo(other.topic) : teams;
        }
    }

    private record Whom(String agent, String channel) implements Comparable<Whom> {
        @Override
        public int compareTo(Whom other) {
            int agents = agent.compareTo(other.agent);
            return agents == 0 ? channel.compareTo(other.channel) : agents;
        }
    }

    /** Within so long after the end of an interval all that was counted in it is said. */
    static final Duration SPREAD = Duration.ofMinutes(2);

    /** Our clock may be ahead of the broker's by so much: an interval is not over earlier. */
    static final Duration MOST_SKEW = Duration.ofMinutes(1);

    /** Places that are said as soon as an interval is over, so that few of them don't wait. */
    private static final int A_FEW = 4;

    private final Watchfulness watch;
    private final int partition;
    private final SortedMap<Place, SortedMap<Whom, Pulse.Heard>> places = new TreeMap<>();
    private final Queue<List<Pulse>> over = new ArrayDeque<>();
    private long interval = Long.MIN_VALUE;
    /** How many places the interval that is over had. */
    private int all;

    Pulses(Watchfulness watch, int partition) {
        this.watch = watch;
        this.partition = partition;
    }

    /**
     * Goes on to the interval of a record.
     *
     * @return what to say with that record of intervals that are over
     */
    List<Pulse> advance(Instant at) {
        long now = Pulse.interval(at);
        List<Pulse> said = new ArrayList<>();
        if (now > interval) {
            over.forEach(said::addAll);
            over.clear();
            places.forEach((place, heard) ->
                    over.add(Pulse.of(place.team(), place.topic(), interval, partition, heard.values())));
            places.clear();
            interval = now;
            all = over.size();
        }
        while (all - over.size() < due(at) && !over.isEmpty()) {
            said.addAll(over.remove());
        }
        return said;
    }

    /** Where no record comes: what is to be said by this time of our clock. */
    List<Pulse> overdue(Instant now) {
        return advance(now.minus(MOST_SKEW));
    }

    /** How many places are to be said by then. */
    private long due(Instant at) {
        Duration past = Duration.between(Pulse.begin(interval), at);
        return A_FEW + all * past.toMillis() / SPREAD.toMillis();
    }

    /** Counts a rating that is heard for the first time; one that was given before the window is no news. */
    void count(Rating rating) {
        if (rating.respondedAt().isBefore(Pulse.begin(interval).minus(watch.window()))) {
            return;
        }
        boolean poor = rating.score() <= watch.scoreAtMost();
        Optional<Pulse.Example> example = poor
                ? Optional.of(new Pulse.Example(rating.response(), rating.respondedAt(), rating.score()))
                : Optional.empty();
        Pulse.Heard heard = new Pulse.Heard(rating.agent().id(), rating.channel(), 1, poor ? 1 : 0, example);
        places.computeIfAbsent(new Place(rating.team(), rating.topic()), place -> new TreeMap<>())
                .merge(new Whom(heard.agent(), heard.channel().orElse("")), heard, Pulse.Heard::and);
    }
}
