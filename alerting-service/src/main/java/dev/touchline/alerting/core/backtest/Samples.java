package dev.touchline.alerting.core.backtest;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * A few of many flags: as good as drawn by lot, yet the same whatever order they come in, and whether they come to one
 * or to several that are merged.
 */
final class Samples {
    static final int MOST = 20;

    private final TreeSet<Flag> flags = new TreeSet<>(Flag.SHUFFLED);

    void add(Flag flag) {
        flags.add(flag);
        if (flags.size() > MOST) {
            flags.pollLast();
        }
    }

    void addAll(Samples others) {
        others.flags.forEach(this::add);
    }

    /** By event time. */
    List<Flag> all() {
        return flags.stream()
                .sorted(Comparator.comparing(Flag::at).thenComparing(Flag.SHUFFLED))
                .toList();
    }
}
