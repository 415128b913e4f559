package dev.touchline.alerting.core;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What is remembered of a response: enough to know it again, and to take back what it said.
 *
 * @param marked topics on which a filter marked it, each with the event time at which it stands there
 * @param counted what of it is in its agent's {@link Contributions}
 * @param excused topics on which a person found that it is not about the agent, now and in each later revision
 */
public record Remembered(
        UUID eventId,
        Instant updatedAt,
        int attribution,
        Map<String, Instant> marked,
        Counted counted,
        Set<String> excused) {
    /** Of a response that has not come yet: whatever comes of it is newer. */
    static final Remembered UNSEEN =
            new Remembered(new UUID(0, 0), Instant.EPOCH, 0, Map.of(), Counted.NOTHING, Set.of());

    public Remembered {
        marked = Map.copyOf(marked);
        excused = Set.copyOf(excused);
    }

    /** It once what it says on a topic is nothing about the agent. */
    Remembered excusedOn(String topic) {
        Map<String, Instant> stillMarked = new HashMap<>(marked);
        stillMarked.remove(topic);
        TreeMap<String, Contribution> stillCounted = new TreeMap<>(counted.byTopic());
        stillCounted.remove(topic);
        Set<String> all = new TreeSet<>(excused);
        all.add(topic);
        return new Remembered(eventId, updatedAt, attribution, stillMarked, new Counted(stillCounted), all);
    }

    /** Whether that one says what was so before: it is older, or as old and of an earlier attribution. */
    boolean outranks(Response other) {
        int age = updatedAt.compareTo(other.updatedAt());
        return age > 0 || age == 0 && attribution > other.attribution();
    }
}
