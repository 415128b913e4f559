package dev.touchline.local.reconcile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The balance of semantics.md: accepted = published + parked + quarantined; published = evaluated + duplicate +
 * superseded + late + dead-lettered (+ what is still to be judged); every response that was taken from an agent stands
 * under another one; every need that was raised is known to coaching, and those to coach to goals. It is about what the
 * Kafka topics still hold: what is older than their retention is told apart.
 */
public record Balance(List<Equation> equations) {
    /** Every record of a partition comes to exactly one of these. */
    private static final List<String> OUTCOMES =
            List.of("evaluated", "duplicate", "superseded", "late", "dead-lettered");

    /** Whether records that were judged again count against the balance. */
    public enum Repeats {
        REFUSED,
        /** After offsets were reset on purpose: what is read again is counted as duplicate once more. */
        EXPECTED
    }

    /**
     * One line of the balance.
     *
     * @param whole what must be made up, as far as the Kafka topics still hold it
     * @param gone what retention has taken, beyond {@code whole}
     * @param parts what makes it up
     * @param closes whether it does
     * @param missing ids that are not where they should be
     */
    public record Equation(
            String name, long whole, long gone, Map<String, Long> parts, boolean closes, Set<String> missing) {}

    public Balance {
        equations = List.copyOf(equations);
    }

    /** Works the balance out. */
    public static Balance of(Facts facts, Repeats repeats) {
        List<Equation> equations = new ArrayList<>();
        equations.add(accepted(facts));
        equations.add(judged(facts, repeats));
        if (!facts.retracted().isEmpty()) {
            equations.add(retracted(facts));
        }
        facts.raised()
                .forEach((service, raised) ->
                        equations.add(needs(service, raised, facts.noted().getOrDefault(service, Set.of()))));
        return new Balance(equations);
    }

    /** Whether every equation does. */
    public boolean closes() {
        return equations.stream().allMatch(Equation::closes);
    }

    private static Equation accepted(Facts facts) {
        Set<String> gone = new TreeSet<>(facts.releasedLongAgo());
        gone.removeAll(facts.published());
        Set<String> accepted = new TreeSet<>(facts.published());
        accepted.addAll(facts.quarantined());
        accepted.removeAll(gone);
        // What is released while we read stands among the parked and on the Kafka topic: it is published.
        Set<String> parked = new TreeSet<>(facts.parked());
        parked.removeAll(facts.published());
        Set<String> missing = new TreeSet<>(facts.quarantined());
        missing.addAll(facts.released());
        missing.addAll(facts.redriven());
        missing.removeAll(facts.published());
        missing.removeAll(parked);
        missing.removeAll(facts.held());
        missing.removeAll(gone);
        Map<String, Long> parts = new LinkedHashMap<>();
        parts.put("published", (long) facts.published().size());
        parts.put("parked", parked.stream().filter(accepted::contains).count());
        Set<String> held = new TreeSet<>(facts.held());
        held.removeAll(facts.published());
        held.removeAll(parked);
        parts.put("quarantined", held.stream().filter(accepted::contains).count());
        boolean closes = missing.isEmpty() && accepted.size() == sum(parts);
        return new Equation("accepted", accepted.size(), gone.size(), parts, closes, missing);
    }

    private static Equation judged(Facts facts, Repeats repeats) {
        Map<String, Long> parts = new LinkedHashMap<>();
        OUTCOMES.forEach(outcome -> parts.put(outcome, facts.judged().getOrDefault(outcome, 0L)));
        parts.put("still to be judged", facts.toJudge());
        long least = facts.publishedRecords();
        // What is gone was judged, but not each of its offsets held a record.
        long most = least + facts.gone();
        boolean closes =
                switch (repeats) {
                    case REFUSED -> sum(parts) >= least && sum(parts) <= most;
                    case EXPECTED -> sum(parts) >= least && sum(parts) - parts.getOrDefault("duplicate", 0L) <= most;
                };
        return new Equation("published", least, facts.gone(), parts, closes, Set.of());
    }

    private static Equation retracted(Facts facts) {
        Set<String> missing = new TreeSet<>(facts.retracted());
        missing.removeAll(facts.standing());
        long stand = facts.retracted().size() - missing.size();
        return new Equation(
                "retracted",
                facts.retracted().size(),
                0,
                Map.of("under another agent", stand),
                missing.isEmpty(),
                missing);
    }

    private static Equation needs(String service, Set<String> raised, Set<String> noted) {
        Set<String> missing = new TreeSet<>(raised);
        missing.removeAll(noted);
        return new Equation(
                "needs raised",
                raised.size(),
                0,
                Map.of("known to " + service, (long) (raised.size() - missing.size())),
                missing.isEmpty(),
                missing);
    }

    private static long sum(Map<String, Long> parts) {
        return parts.values().stream().mapToLong(Long::longValue).sum();
    }
}
