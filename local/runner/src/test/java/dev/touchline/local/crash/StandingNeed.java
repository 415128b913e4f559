package dev.touchline.local.crash;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A need that stands, and what speaks for it.
 *
 * @param evidence scores by response id, never empty
 */
record StandingNeed(UUID id, String filterId, String agent, String topic, SortedMap<String, Double> evidence) {
    StandingNeed {
        evidence = Collections.unmodifiableSortedMap(new TreeMap<>(evidence));
    }

    /** Where coaching merges it: one live item each. */
    record Place(String agent, String topic) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return agent + "/" + topic;
        }
    }

    Place place() {
        return new Place(agent, topic);
    }

    static StandingNeed of(UUID id, String filterId, String agent, String topic, Map<String, Double> evidence) {
        return new StandingNeed(id, filterId, agent, topic, new TreeMap<>(evidence));
    }
}
