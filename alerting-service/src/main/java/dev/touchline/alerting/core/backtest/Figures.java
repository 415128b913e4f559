package dev.touchline.alerting.core.backtest;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came out of a backtest.
 *
 * @param live of the filter that the draft was compared with
 * @param samples of the draft's flags
 * @param added samples of what only the draft flagged, when there was a filter to compare with
 * @param missing samples of what only the live filter flagged
 */
public record Figures(
        Heard heard,
        Flags draft,
        Optional<Flags> live,
        Optional<Overlap> overlap,
        List<Flag> samples,
        List<Flag> added,
        List<Flag> missing) {
    public Figures {
        samples = List.copyOf(samples);
        added = List.copyOf(added);
        missing = List.copyOf(missing);
    }

    /**
     * What became of the responses that were read.
     *
     * @param elsewhere on no topic that either filter looks at
     */
    public record Heard(long evaluated, long elsewhere, long duplicate, long superseded, long late) {}

    /** How often a filter flagged: days are UTC, teams those at the time. */
    public record Flags(
            long total,
            Map<LocalDate, Long> byDay,
            Map<String, Long> byTeam,
            Map<String, Long> byTopic,
            Map<String, Long> byAgent,
            Precision precision) {
        public Flags {
            byDay = Collections.unmodifiableSortedMap(new TreeMap<>(byDay));
            byTeam = Collections.unmodifiableSortedMap(new TreeMap<>(byTeam));
            byTopic = Collections.unmodifiableSortedMap(new TreeMap<>(byTopic));
            byAgent = Collections.unmodifiableSortedMap(new TreeMap<>(byAgent));
        }

        /** Each supervisor has what their teams have; a team of two counts for both. */
        public SortedMap<String, Long> bySupervisor(Map<String, ? extends Collection<String>> supervisorsOf) {
            SortedMap<String, Long> flags = new TreeMap<>();
            byTeam.forEach((team, count) -> {
                Collection<String> supervisors = supervisorsOf.get(team);
                if (supervisors != null) {
                    supervisors.forEach(supervisor -> flags.merge(supervisor, count, Long::sum));
                }
            });
            return flags;
        }
    }

    /**
     * How right the flags were, as far as it is known.
     *
     * @param unknown flags that nobody has said anything of
     */
    public record Precision(long confirmed, long refuted, long unknown) {
        /** Share of those that were confirmed; empty when nothing is known. */
        public OptionalDouble share() {
            long known = confirmed + refuted;
            return known == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) confirmed / known);
        }
    }

    /** Agents, topics and days (UTC) on which both flagged, or one of them only. */
    public record Overlap(long both, long draftOnly, long liveOnly) {
        static final Overlap NONE = new Overlap(0, 0, 0);

        Overlap plus(Overlap other) {
            return new Overlap(both + other.both, draftOnly + other.draftOnly, liveOnly + other.liveOnly);
        }
    }
}
