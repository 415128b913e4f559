package dev.touchline.bench.figure;

import dev.touchline.alerting.core.AgentTopicHistory;
import dev.touchline.alerting.core.AlertEngine;
import dev.touchline.alerting.core.Arrival;
import dev.touchline.alerting.core.Baseline;
import dev.touchline.alerting.core.Baselines;
import dev.touchline.alerting.core.Decision;
import dev.touchline.alerting.core.Filter;
import dev.touchline.alerting.core.FilterBook;
import dev.touchline.alerting.core.Person;
import dev.touchline.alerting.core.Rating;
import dev.touchline.alerting.core.ResponseKey;
import dev.touchline.alerting.core.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Ratings by chance, judged by the engine: months of teams whose agents are all alike, and agents who are not. Each
 * month and each agent draws from a seed of its own, so that any number of threads gives the same.
 *
 * @param colleagues how many ratings what is usual is known from; another draw for each month and agent, but for
 *     {@link #KNOWN}
 */
record TeamMonths(Filter filter, int colleagues, long seed) {
    /** So many leave nothing to chance. */
    static final int KNOWN = 10_000_000;

    static final int AGENTS = 50;
    static final int A_DAY = 8;
    static final int DAYS = 30;

    /** Chance of a poor rating, and what it is when its odds have tripled. */
    static final double USUAL = 0.1;

    static final double TRIPLED = 3 * USUAL / (1 + 2 * USUAL);

    static final String TOPIC = "product-knowledge";

    private static final Instant MONTH = Instant.parse("2026-11-01T00:00:00Z");
    private static final Duration BETWEEN = Duration.ofDays(1).dividedBy(A_DAY);
    private static final Person AGENT = new Person("agent", Optional.empty());
    private static final int LONGEST = 2_000;

    /** The share of so many months in which anybody of the team was flagged. */
    double flagged(int months) {
        long any = IntStream.range(0, months)
                .parallel()
                .filter(month -> anyFlag(random(month)))
                .count();
        return any / (double) months;
    }

    /** After how many ratings, in the median, an agent is flagged whose odds are three times the others'. */
    int medianDelay(int agents) {
        int[] delays = IntStream.range(0, agents)
                .parallel()
                .map(agent -> {
                    RandomGenerator random = random(-1L - agent);
                    return firstFlag(random, usual(random), TRIPLED, LONGEST).orElse(LONGEST);
                })
                .sorted()
                .toArray();
        return delays[agents / 2];
    }

    private RandomGenerator random(long number) {
        return new SplittableRandom(seed * 1_000_003 + number);
    }

    private boolean anyFlag(RandomGenerator random) {
        Baselines usual = usual(random);
        for (int agent = 0; agent < AGENTS; agent++) {
            if (firstFlag(random, usual, USUAL, A_DAY * DAYS).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private Baselines usual(RandomGenerator random) {
        long poor = colleagues == KNOWN ? Math.round(KNOWN * USUAL) : drawn(random);
        Optional<Baseline> usual =
                Optional.of(new Baseline(new TreeMap<>(Map.of(0.0, poor, 100.0, colleagues - poor))));
        return _ -> usual;
    }

    private long drawn(RandomGenerator random) {
        long poor = 0;
        for (int i = 0; i < colleagues; i++) {
            poor += random.nextDouble() < USUAL ? 1 : 0;
        }
        return poor;
    }

    private OptionalInt firstFlag(RandomGenerator random, Baselines usual, double chance, int most) {
        AlertEngine engine = new AlertEngine(Duration.ofHours(1));
        FilterBook book = FilterBook.of(List.of(filter));
        AgentTopicHistory history = AgentTopicHistory.EMPTY;
        for (int i = 0; i < most; i++) {
            Decision decision =
                    engine.judge(history, new Arrival.First(rating(i, random.nextDouble() < chance)), book, usual);
            if (!decision.changes().isEmpty()) {
                return OptionalInt.of(i + 1);
            }
            history = decision.history();
        }
        return OptionalInt.empty();
    }

    private static Rating rating(int number, boolean poor) {
        Instant at = MONTH.plus(BETWEEN.multipliedBy(number));
        return new Rating(
                new ResponseKey("noise", "r-" + number),
                TOPIC,
                AGENT,
                "team",
                Optional.empty(),
                at,
                at,
                at,
                poor ? 0 : 100,
                poor ? "1 of 5" : "5 of 5",
                Words.NONE);
    }
}
