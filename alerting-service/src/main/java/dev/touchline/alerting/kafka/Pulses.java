package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.Pulse;
import dev.touchline.alerting.core.Rating;
import dev.touchline.alerting.core.Watchfulness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts, for each team and topic, how the agents of a partition are rated, and says so at the end of each interval. An
 * interval is over when the first record of a later one comes, by the broker's clock.
 *
 * <p>What is counted is in memory alone: a store would cost every response a write, to save five minutes of the counts
 * of one partition when its instance dies. Those are lost then; a cause is found by a little fewer ratings.
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

    private final Watchfulness watch;
    private final int partition;
    private final SortedMap<Place, SortedMap<Whom, Pulse.Heard>> places = new TreeMap<>();
    private long interval = Long.MIN_VALUE;

    Pulses(Watchfulness watch, int partition) {
        this.watch = watch;
        this.partition = partition;
    }

    /**
     * Goes on to the interval of a record.
     *
     * @return what was counted, when this is the first record of a later one
     */
    List<Pulse> advance(Instant at) {
        long now = Pulse.interval(at);
        if (now <= interval) {
            return List.of();
        }
        List<Pulse> over = new ArrayList<>();
        places.forEach((place, heard) ->
                over.addAll(Pulse.of(place.team(), place.topic(), interval, partition, heard.values())));
        places.clear();
        interval = now;
        return over;
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
