package dev.touchline.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was asked for.
 *
 * @param only the one figure to measure; empty for all
 * @param jmh the micro benchmarks instead of the system
 * @param peers beside peers that have to be downloaded, too
 */
record BenchOptions(
        boolean quick, Optional<String> only, boolean jmh, boolean peers, Path json, long seed, List<String> written) {
    static final List<String> FIGURES = List.of(
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
              --only NAME    one figure: latency, poll, queue, claims, needs, stream, backtest, readmodel, ingest,
                             foreign, filters, restore or heatmap
              --peers        the read model beside Kafka Connect with Debezium's JDBC sink, too
              --jmh          micro benchmarks of the cores instead of the system
              --json FILE    where to write the figures (default .touchline/bench.json)
              --seed N       another course of responses (default 1)""";

    /** @throws IllegalArgumentException with the usage when it is not understood */
    static BenchOptions of(List<String> arguments, Path home) {
        boolean quick = false;
        boolean jmh = false;
        boolean peers = false;
        Optional<String> only = Optional.empty();
        Path json = home.resolve(".touchline/bench.json");
        long seed = 1;
        Iterator<String> left = arguments.iterator();
        while (left.hasNext()) {
            String option = left.next();
            switch (option) {
                case "--quick" -> quick = true;
                case "--jmh" -> jmh = true;
                case "--peers" -> peers = true;
                case "--only" -> only = Optional.of(figure(value(option, left)));
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

    private static String figure(String name) {
        if (!Set.copyOf(FIGURES).contains(name)) {
            throw misunderstood("There is no figure '%s'.".formatted(name));
        }
        return name;
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
        return only.map(figure::equals).orElse(true);
    }

    /** As typed. */
    String command() {
        return ("./touchline bench " + String.join(" ", written)).strip();
    }
}
