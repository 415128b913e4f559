package dev.touchline.alerting.core;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that is remembered of one agent on one topic. Ratings that no filter marked leave nothing but
 * {@code closedBefore}.
 *
 * @param closedBefore older event times are late: the newest one seen minus the grace; never goes back
 * @param seq number of the last change told to coaching; the next one has the next number
 * @param tracks by filter id
 * @param coachings of the agent on the topic
 */
public record AgentTopicHistory(Instant closedBefore, long seq, SortedMap<String, Track> tracks, Coachings coachings) {
    public static final AgentTopicHistory EMPTY =
            new AgentTopicHistory(Instant.EPOCH, 0, new TreeMap<>(), Coachings.NONE);

    public AgentTopicHistory {
        tracks = Collections.unmodifiableSortedMap(new TreeMap<>(tracks));
    }

    /** It as if so many changes had been told. */
    public AgentTopicHistory from(long number) {
        return new AgentTopicHistory(closedBefore, number, tracks, coachings);
    }
}
