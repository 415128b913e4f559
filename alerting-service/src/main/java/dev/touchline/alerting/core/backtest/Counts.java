package dev.touchline.alerting.core.backtest;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How often a filter flagged, and how right it was. */
final class Counts {
    private long flags;
    private long confirmed;
    private long refuted;
    private final Map<LocalDate, Long> byDay = new TreeMap<>();
    private final Map<String, Long> byTeam = new TreeMap<>();
    private final Map<String, Long> byTopic = new TreeMap<>();
    private final Map<String, Long> byAgent = new TreeMap<>();

    void add(Flag flag, Optional<Outcomes.Outcome> outcome) {
        flags++;
        one(byDay, LocalDate.ofEpochDay(flag.day()));
        one(byTeam, flag.team());
        one(byTopic, flag.topic());
        one(byAgent, flag.agent());
        outcome.ifPresent(known -> {
            switch (known) {
                case CONFIRMED -> confirmed++;
                case REFUTED -> refuted++;
            }
        });
    }

    void addAll(Counts other) {
        flags += other.flags;
        confirmed += other.confirmed;
        refuted += other.refuted;
        merge(byDay, other.byDay);
        merge(byTeam, other.byTeam);
        merge(byTopic, other.byTopic);
        merge(byAgent, other.byAgent);
    }

    Figures.Flags figures() {
        return new Figures.Flags(
                flags,
                byDay,
                byTeam,
                byTopic,
                byAgent,
                new Figures.Precision(confirmed, refuted, flags - confirmed - refuted));
    }

    private static <K> void one(Map<K, Long> counts, K key) {
        counts.merge(key, 1L, Long::sum);
    }

    private static <K> void merge(Map<K, Long> into, Map<K, Long> from) {
        from.forEach((key, count) -> into.merge(key, count, Long::sum));
    }
}
