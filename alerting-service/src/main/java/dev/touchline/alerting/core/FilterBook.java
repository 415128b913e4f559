package dev.touchline.alerting.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
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

    private final NavigableMap<String, NavigableMap<Long, Edition>> editions;
    private final Map<String, Set<String>> idsByTopic = new HashMap<>();

    private FilterBook(NavigableMap<String, NavigableMap<Long, Edition>> editions) {
        this.editions = editions;
        editions.values().stream().flatMap(history -> history.values().stream()).forEach(this::index);
    }

    public static FilterBook of(Iterable<? extends Edition> all) {
        NavigableMap<String, NavigableMap<Long, Edition>> editions = new TreeMap<>();
        for (Edition edition : all) {
            editions.computeIfAbsent(edition.id(), none -> new TreeMap<>()).put(edition.version(), edition);
        }
        return new FilterBook(editions);
    }

    /** This book and one version more; replaces the same version of the same id. */
    public FilterBook with(Edition edition) {
        NavigableMap<String, NavigableMap<Long, Edition>> next = new TreeMap<>(editions);
        NavigableMap<Long, Edition> history = new TreeMap<>(history(edition.id()));
        history.put(edition.version(), edition);
        next.put(edition.id(), history);
        return new FilterBook(next);
    }

    /** That version, in force or not. */
    public Optional<Filter> find(String id, long version) {
        return history(id).get(version) instanceof Filter filter ? Optional.of(filter) : Optional.empty();
    }

    /** Per id the newest version with {@code effectiveFrom <= receivedAt}, disabled ones too, deleted ones not. */
    public List<Filter> inForceAt(Instant receivedAt) {
        return inForce(editions.keySet(), receivedAt);
    }

    /** Those in force for this rating that mark it, ordered by id. */
    List<Filter> marking(Rating rating) {
        return inForce(idsByTopic.getOrDefault(rating.topic(), Set.of()), rating.receivedAt()).stream()
                .filter(filter -> filter.marks(rating))
                .toList();
    }

    private List<Filter> inForce(Collection<String> ids, Instant receivedAt) {
        List<Filter> found = new ArrayList<>();
        for (String id : ids) {
            history(id).descendingMap().values().stream()
                    .filter(edition -> !edition.effectiveFrom().isAfter(receivedAt))
                    .findFirst()
                    .ifPresent(edition -> {
                        switch (edition) {
                            case Filter filter -> found.add(filter);
                            case Edition.Ended ended -> {}
                        }
                    });
        }
        return found;
    }

    private NavigableMap<Long, Edition> history(String id) {
        return editions.getOrDefault(id, Collections.emptyNavigableMap());
    }

    private void index(Edition edition) {
        switch (edition) {
            case Filter filter ->
                filter.definition()
                        .topics()
                        .forEach(topic -> idsByTopic
                                .computeIfAbsent(topic, none -> new TreeSet<>())
                                .add(filter.id()));
            case Edition.Ended ended -> {}
        }
    }
}
