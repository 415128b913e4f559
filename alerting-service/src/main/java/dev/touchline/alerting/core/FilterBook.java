package dev.touchline.alerting.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Every version of every filter, immutable. A response is judged by the version that was in force when it was received,
 * however late that happens: a replay gives the same verdicts.
 */
public final class FilterBook {
    public static final FilterBook EMPTY = new FilterBook(new TreeMap<>());

    private final NavigableMap<String, NavigableMap<Long, Filter>> versions;
    private final Map<String, Set<String>> idsByTopic = new HashMap<>();

    private FilterBook(NavigableMap<String, NavigableMap<Long, Filter>> versions) {
        this.versions = versions;
        versions.values()
                .forEach(history -> history.values().forEach(filter -> filter.definition()
                        .topics()
                        .forEach(topic -> idsByTopic
                                .computeIfAbsent(topic, none -> new TreeSet<>())
                                .add(filter.id()))));
    }

    public static FilterBook of(Iterable<Filter> filters) {
        NavigableMap<String, NavigableMap<Long, Filter>> versions = new TreeMap<>();
        filters.forEach(filter ->
                versions.computeIfAbsent(filter.id(), none -> new TreeMap<>()).put(filter.version(), filter));
        return new FilterBook(versions);
    }

    /** This book and one version more; replaces the same version of the same id. */
    public FilterBook with(Filter filter) {
        NavigableMap<String, NavigableMap<Long, Filter>> next = new TreeMap<>(versions);
        NavigableMap<Long, Filter> history = new TreeMap<>(next.getOrDefault(filter.id(), new TreeMap<>()));
        history.put(filter.version(), filter);
        next.put(filter.id(), history);
        return new FilterBook(next);
    }

    /** That version, in force or not. */
    public Optional<Filter> find(String id, long version) {
        return Optional.ofNullable(versions.getOrDefault(id, new TreeMap<>()).get(version));
    }

    /** Per filter the newest version with {@code effectiveFrom <= receivedAt}, disabled and deleted ones too. */
    public List<Filter> inForceAt(Instant receivedAt) {
        return inForce(versions.keySet(), receivedAt);
    }

    /** Those in force for this rating that mark it, ordered by id. */
    List<Filter> marking(Rating rating) {
        return inForce(idsByTopic.getOrDefault(rating.topic(), new HashSet<>()), rating.receivedAt()).stream()
                .filter(filter -> filter.marks(rating))
                .toList();
    }

    private List<Filter> inForce(Set<String> ids, Instant receivedAt) {
        List<Filter> found = new ArrayList<>();
        for (String id : ids) {
            for (Filter filter : versions.getOrDefault(id, new TreeMap<>()).descendingMap().values()) {
                if (!filter.effectiveFrom().isAfter(receivedAt)) {
                    found.add(filter);
                    break;
                }
            }
        }
        return found;
    }
}
