package dev.touchline.alerting.core;

import java.util.Collection;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What of a response counts in what is usual: its newest revision, once.
 *
 * @param byTopic its ratings
 */
public record Counted(SortedMap<String, Contribution> byTopic) {
    public static final Counted NOTHING = new Counted(new TreeMap<>());

    public Counted {
        byTopic = Collections.unmodifiableSortedMap(new TreeMap<>(byTopic));
    }

    /** What counts once that revision was judged; on topics where it was late, what counted before. */
    public Counted after(Response response, Collection<String> lateTopics) {
        TreeMap<String, Contribution> now = new TreeMap<>(byTopic);
        now.keySet().removeIf(topic -> !lateTopics.contains(topic));
        for (Rating rating : response.ratings()) {
            if (!lateTopics.contains(rating.topic())) {
                now.put(rating.topic(), Contribution.of(rating));
            }
        }
        return new Counted(now);
    }

    /** Topics on which that one says something else. */
    public SortedSet<String> differing(Counted other) {
        SortedSet<String> topics = new TreeSet<>(byTopic.keySet());
        topics.addAll(other.byTopic.keySet());
        topics.removeIf(topic -> Objects.equals(byTopic.get(topic), other.byTopic.get(topic)));
        return topics;
    }

    /** What its agent contributes on a topic, once this is taken out there and that is put in. */
    public Contributions replaced(Counted by, String topic, long day, Contributions contributions) {
        Contribution out = byTopic.get(topic);
        Contribution in = by.byTopic.get(topic);
        Contributions without = out == null ? contributions : contributions.with(day, out, -1);
        return in == null ? without : without.with(day, in, 1);
    }
}
