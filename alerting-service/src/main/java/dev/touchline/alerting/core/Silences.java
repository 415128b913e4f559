package dev.touchline.alerting.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Every version of every silence, immutable. Which version is in force follows, as with filters, from when the response
 * was received and when the version was published: a replay mutes the same.
 *
 * <p>Asked for every rating that a filter marks: silences that name other agents or teams cost nothing.
 */
public final class Silences {
    public static final Silences NONE = new Silences(new TreeMap<>());

    private final NavigableMap<String, NavigableMap<Long, Silence>> versions;
    private final Map<String, List<NavigableMap<Long, Silence>>> byAgent = new HashMap<>();
    private final Map<String, List<NavigableMap<Long, Silence>>> byTeam = new HashMap<>();
    private final List<NavigableMap<Long, Silence>> others = new ArrayList<>();

    private Silences(NavigableMap<String, NavigableMap<Long, Silence>> versions) {
        this.versions = versions;
        versions.values().forEach(this::index);
    }

    /**
     * These and a publication of a version; of several publications the one counts that was first.
     *
     * @param at the broker's time for it
     */
    Silences published(Silence silence, Instant at) {
        Silence settled = new Silence(
                silence.id(), silence.version(), FilterBook.inForceFrom(silence.effectiveFrom(), at), silence.quiet());
        NavigableMap<String, NavigableMap<Long, Silence>> next = new TreeMap<>(versions);
        NavigableMap<Long, Silence> history = new TreeMap<>(next.getOrDefault(silence.id(), new TreeMap<>()));
        history.merge(
                settled.version(),
                settled,
                (known, again) -> again.effectiveFrom().isBefore(known.effectiveFrom()) ? again : known);
        next.put(silence.id(), history);
        return new Silences(next);
    }

    /** Why this rating raises nothing, when a silence covers it; of several the first by id. */
    Optional<Reason> muting(Rating rating) {
        List<Silence> found = new ArrayList<>();
        take(byAgent.getOrDefault(rating.agent().id(), List.of()), rating, found);
        take(byTeam.getOrDefault(rating.team(), List.of()), rating, found);
        take(others, rating, found);
        return found.stream()
                .min(Comparator.comparing(Silence::id))
                .flatMap(silence ->
                        silence.quiet().map(quiet -> new Reason.Silenced(silence.id(), quiet.reason(), quiet.to())));
    }

    private static void take(List<NavigableMap<Long, Silence>> histories, Rating rating, List<Silence> found) {
        for (NavigableMap<Long, Silence> history : histories) {
            for (Silence silence : history.descendingMap().values()) {
                if (!silence.effectiveFrom().isAfter(rating.receivedAt())) {
                    silence.quiet().filter(quiet -> quiet.covers(rating)).ifPresent(quiet -> found.add(silence));
                    break;
                }
            }
        }
    }

    /** Under the agents that it names in all its versions, else under the teams, else among those for anybody. */
    private void index(NavigableMap<Long, Silence> history) {
        Optional<Set<String>> agents = named(history, Quiet::agents);
        Optional<Set<String>> teams = named(history, Quiet::teams);
        if (agents.isPresent()) {
            put(byAgent, agents.get(), history);
        } else if (teams.isPresent()) {
            put(byTeam, teams.get(), history);
        } else {
            others.add(history);
        }
    }

    private static Optional<Set<String>> named(
            NavigableMap<Long, Silence> history, Function<Quiet, Set<String>> names) {
        Set<String> all = new HashSet<>();
        for (Silence silence : history.values()) {
            if (silence.quiet().isPresent()) {
                Set<String> some = names.apply(silence.quiet().get());
                if (some.isEmpty()) {
                    return Optional.empty();
                }
                all.addAll(some);
            }
        }
        return Optional.of(all);
    }

    private static void put(
            Map<String, List<NavigableMap<Long, Silence>>> index,
            Set<String> names,
            NavigableMap<Long, Silence> history) {
        names.forEach(
                name -> index.computeIfAbsent(name, none -> new ArrayList<>()).add(history));
    }
}
