package dev.touchline.local.crash;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Something that is not as it must be.
 *
 * @param where which table, Kafka topic or figure
 */
record Difference(Sort sort, String where, String detail) {
    private static final int SHOWN = 5;

    enum Sort {
        /** Expected, and not there. */
        LOST,
        /** There more often than once. */
        DOUBLED,
        /** There, and not expected. */
        EXTRA,
        /** There, and not the same. */
        CHANGED,
        /** A sum that is not the sum of its parts. */
        UNBALANCED
    }

    /** Counts by sort and place, each with its first few. */
    static String report(List<Difference> differences) {
        return differences.stream()
                .collect(Collectors.groupingBy(each -> each.sort() + " in " + each.where()))
                .entrySet()
                .stream()
                .map(group -> "%d %s%n%s".formatted(group.getValue().size(), group.getKey(), first(group.getValue())))
                .collect(Collectors.joining("\n"));
    }

    private static String first(List<Difference> differences) {
        return differences.stream()
                .limit(SHOWN)
                .map(each -> "    " + each.detail())
                .collect(Collectors.joining("\n"));
    }

    @Override
    public String toString() {
        return "%s in %s: %s".formatted(sort, where, detail);
    }
}
