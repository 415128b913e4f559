package dev.touchline.alerting.core;

import java.time.Duration;
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
 * Every version of every filter and silence, immutable. A response is judged by the version that was in force when it
 * was received, however late that happens: a replay gives the same verdicts.
 *
 * <p>A version is in force at <i>r</i> when its {@code effectiveFrom} is no later than <i>r</i> and some publication of
 * it is older than <i>r</i> by {@link #SETTLES} or more. Who judges what was received at <i>r</i> has read all
 * publications that are that old, so every instance and every replay finds the same; those that it may or may not have
 * read, such as a repeat after a crash or a first publication that was held up, can't change the answer at <i>r</i>.
 * That a publication is never replaced by another is what {@code FilterPublication} sees to.
 */
public final class FilterBook {
    public static final FilterBook EMPTY = new FilterBook(new TreeMap<>(), Silences.NONE, Causes.NONE);

    private static final List<Filter> NONE = List.of();

    /** How old a publication must be to count. */
    public static final Duration SETTLES = Duration.ofMillis(1_300);

    /** Raises nothing, and its marks are kept as long as any. */
    private static final Definition UNKNOWN = new Definition(
            "Unknown",
            Kind.COACHING,
            Set.of("unknown"),
            false,
            Scope.EVERYWHERE,
            new Condition.Count(100, Limits.MOST, Limits.WITHIN),
            Duration.ZERO,
            Limits.FRESH_FOR,
            Severity.NORMAL);

    private final NavigableMap<String, NavigableMap<Long, Edition>> editions;

    private final Map<String, Looking> byTopic = new HashMap<>();

    private final Silences silences;

    private final Causes causes;

    private FilterBook(NavigableMap<String, NavigableMap<Long, Edition>> editions, Silences silences, Causes causes) {
        this.editions = editions;
        this.silences = silences;
        this.causes = causes;
        editions.values().forEach(this::index);
    }

    public static FilterBook of(Iterable<? extends Edition> all) {
        NavigableMap<String, NavigableMap<Long, Edition>> editions = new TreeMap<>();
        for (Edition edition : all) {
            editions.computeIfAbsent(edition.id(), none -> new TreeMap<>()).put(edition.version(), edition);
        }
        return new FilterBook(editions, Silences.NONE, Causes.NONE);
    }

    /** This book and a publication of a silence, which travels as filters do. */
    public FilterBook published(Silence silence, Instant at) {
        return new FilterBook(editions, silences.published(silence, at), causes);
    }

    /** This book, asking those for systemic causes. */
    public FilterBook knowing(Causes others) {
        return new FilterBook(editions, silences, others);
    }

    /** Why a rating raises no needs of a kind: a silence mutes all, a systemic cause takes the blame off agents. */
    Map<Kind, Reason> muting(Rating rating) {
        Optional<Reason> silence = silences.muting(rating);
        if (silence.isPresent()) {
            return Map.of(Kind.COACHING, silence.get(), Kind.PRAISE, silence.get());
        }
        return causes.muting(rating).map(cause -> Map.of(Kind.COACHING, cause)).orElse(Map.of());
    }

    /**
     * This book and a publication of a version; of several publications the one counts that was first.
     *
     * @param at the broker's time for it
     */
    public FilterBook published(Edition edition, Instant at) {
        return with(edition.from(inForceFrom(edition.effectiveFrom(), at)));
    }

    /** From when a version that was published at that time is in force. */
    public static Instant inForceFrom(Instant effectiveFrom, Instant publishedAt) {
        return latest(effectiveFrom, publishedAt.plus(SETTLES));
    }

    /** This book and one version more; if it has that version, the earlier {@code effectiveFrom} holds. */
    public FilterBook with(Edition edition) {
        NavigableMap<String, NavigableMap<Long, Edition>> next = new TreeMap<>(editions);
        NavigableMap<Long, Edition> history = new TreeMap<>(history(edition.id()));
        history.merge(
                edition.version(),
                edition,
                (known, again) -> again.effectiveFrom().isBefore(known.effectiveFrom()) ? again : known);
        next.put(edition.id(), history);
        return new FilterBook(next, silences, causes);
    }

    /** That version, in force or not. */
    public Optional<Filter> find(String id, long version) {
        return history(id).get(version) instanceof Filter filter ? Optional.of(filter) : Optional.empty();
    }

    /**
     * The version by which something was marked once, for reading it back. Where this service can't understand that
     * version, which an older release may not, a stand-in under its id and number says what the newest one before it
     * says, or nothing: what was marked is kept until somebody understands it again.
     */
    public Filter recall(String id, long version) {
        return find(id, version).orElseGet(() -> new Filter(id, version, Instant.MAX, definitionBefore(id, version)));
    }

    private Definition definitionBefore(String id, long version) {
        return history(id).headMap(version, false).descendingMap().values().stream()
                .filter(Filter.class::isInstance)
                .map(edition -> ((Filter) edition).definition())
                .findFirst()
                .orElse(UNKNOWN);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Per id the newest version with {@code effectiveFrom <= receivedAt}, disabled ones too, deleted ones not. */
    public List<Filter> inForceAt(Instant receivedAt) {
        return inForce(editions.keySet(), receivedAt);
    }

    /**
     * Those in force for this rating that look at it, ordered by id. Runs for every rating: filters of other topics and
     * teams cost nothing, those of other channels a look.
     */
    List<Filter> covering(Rating rating) {
        Looking looking = byTopic.get(rating.topic());
        if (looking == null) {
            return NONE;
        }
        List<Filter> found = NONE;
        for (List<Edition> newestFirst : looking.at(rating.team())) {
            for (Edition edition : newestFirst) {
                if (!edition.effectiveFrom().isAfter(rating.receivedAt())) {
                    if (edition instanceof Filter filter && filter.covers(rating)) {
                        found = found.isEmpty() ? new ArrayList<>() : found;
                        found.add(filter);
                    }
                    break;
                }
            }
        }
        return found;
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

    private void index(NavigableMap<Long, Edition> history) {
        Set<String> topics = new TreeSet<>();
        Set<String> teams = new TreeSet<>();
        boolean everywhere = false;
        for (Edition edition : history.values()) {
            switch (edition) {
                case Filter filter -> {
                    topics.addAll(filter.definition().topics());
                    teams.addAll(filter.definition().scope().teams());
                    everywhere |= filter.definition().scope().teams().isEmpty();
                }
                case Edition.Ended ended -> {}
            }
        }
        List<Edition> newestFirst = List.copyOf(history.descendingMap().values());
        for (String topic : topics) {
            Looking looking = byTopic.computeIfAbsent(topic, none -> new Looking());
            if (everywhere) {
                looking.everywhere(newestFirst);
            } else {
                looking.within(teams, newestFirst);
            }
        }
    }

    /**
     * The filters that ever looked at a topic, each with all its versions, newest first. Taken in by id, they stay in
     * that order.
     */
    private static final class Looking {
        private final List<List<Edition>> everywhere = new ArrayList<>();

        /** With those that look everywhere. */
        private final Map<String, List<List<Edition>>> byTeam = new HashMap<>();

        List<List<Edition>> at(String team) {
            return byTeam.getOrDefault(team, everywhere);
        }

        void everywhere(List<Edition> newestFirst) {
            everywhere.add(newestFirst);
            byTeam.values().forEach(team -> team.add(newestFirst));
        }

        void within(Set<String> teams, List<Edition> newestFirst) {
            for (String team : teams) {
                byTeam.computeIfAbsent(team, none -> new ArrayList<>(everywhere))
                        .add(newestFirst);
            }
        }
    }
}
