package dev.touchline.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What was asked for.
 *
 * @param only the figures to measure; empty for all
 * @param jmh the micro benchmarks instead of the system
 * @param peers beside peers that have to be downloaded, too
 */
record BenchOptions(
        boolean quick, Set<String> only, boolean jmh, boolean peers, Path json, long seed, List<String> written) {
    /** It needs no stack. */
    private static final String NOISE = "noise";

    static final List<String> FIGURES = List.of(
            NOISE,
            "latency",
            "poll",
            "queue",
            "claims",
            "needs",
            "stream",
            "backtest",
            "readmodel",
            "ingest",
            "foreign",
            "filters",
            "restore",
            "heatmap");

    static final String USAGE = """
            Usage: ./touchline bench [OPTION…]
              --quick        short rounds: does it run, and what order of magnitude
              --only NAMES   some figures, with commas: noise (without a stack), latency, poll, queue, claims, needs, stream,
                             backtest, readmodel, ingest, foreign, filters, restore or heatmap
              --peers        the read model beside Kafka Connect with Debezium's JDBC sink, too
              --jmh          micro benchmarks of the cores instead of the system
              --json FILE    where to write the figures (default .touchline/bench.json)
              --seed N       another course of responses (default 1)""";

    /** @throws IllegalArgumentException with the usage when it is not understood */
    static BenchOptions of(List<String> arguments, Path home) {
        boolean quick = false;
        boolean jmh = false;
        boolean peers = false;
        Set<String> only = Set.of();
        Path json = home.resolve(".touchline/bench.json");
        long seed = 1;
        Iterator<String> left = arguments.iterator();
        while (left.hasNext()) {
            String option = left.next();
            switch (option) {
                case "--quick" -> quick = true;
                case "--jmh" -> jmh = true;
                case "--peers" -> peers = true;
                case "--only" -> only = figures(value(option, left));
                case "--json" -> json = Path.of(value(option, left));
                case "--seed" -> seed = number(value(option, left));
                case "--help" -> throw new IllegalArgumentException(USAGE);
                default -> throw misunderstood("What is '%s'?".formatted(option));
            }
        }
        return new BenchOptions(quick, only, jmh, peers, json, seed, new ArrayList<>(arguments));
    }

    private static String value(String option, Iterator<String> left) {
        if (!left.hasNext()) {
            throw misunderstood(option + " wants a value.");
        }
        return left.next();
    }

    private static Set<String> figures(String names) {
        Set<String> figures = new LinkedHashSet<>(List.of(names.split(",")));
        figures.stream().filter(name -> !FIGURES.contains(name)).forEach(name -> {
            throw misunderstood("There is no figure '%s'.".formatted(name));
        });
        return figures;
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw misunderstood("--seed wants a whole number, not '%s'.".formatted(text));
        }
    }

    private static IllegalArgumentException misunderstood(String what) {
        return new IllegalArgumentException(what + "\n\n" + USAGE);
    }

    /** Whether this figure is to be measured. */
    boolean wants(String figure) {
        return only.isEmpty() || only.contains(figure);
    }

    /** Whether any is to be measured that needs the system. */
    boolean wantsSystem() {
        return FIGURES.stream().anyMatch(figure -> !figure.equals(NOISE) && wants(figure));
    }

    /** As typed. */
    String command() {
        return ("./touchline bench " + String.join(" ", written)).strip();
    }
}
