package dev.touchline.bench.micro;

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
import dev.touchline.bench.load.FilterMix;
import dev.touchline.bench.stack.Teams;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The engine with the two hundred filters of the {@code filters} figure: a day's ratings of fifty agents, on top of ten
 * days of theirs. An operation is one rating, on which about five filters give their verdict.
 */
@State(Scope.Thread)
public class EngineBench {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final int AGENTS = 50;
    private static final int BEFORE = 80;
    private static final int RATINGS = 400;
    private static final double[] SCORES = {0, 25, 25, 50, 50, 75, 75, 75, 75, 100, 100, 100, 100, 100, 100, 100};
    private static final Baselines USUAL = usual();

    private final AlertEngine engine = new AlertEngine(Duration.ofDays(3));
    private final FilterBook book = FilterBook.of(FilterMix.ours(Instant.EPOCH));
    private final FilterBook large = withForeignOnes();
    private final Random random = new Random(1);
    private final List<AgentTopicHistory> histories = histories();
    private final List<Rating> ratings = ratings();

    @Benchmark
    @OperationsPerInvocation(RATINGS)
    public Decision ratingByTwoHundredFilters() {
        return judge(book);
    }

    /** The same and a thousand filters of other teams on the same topics. */
    @Benchmark
    @OperationsPerInvocation(RATINGS)
    public Decision ratingByTwelveHundredFilters() {
        return judge(large);
    }

    private Decision judge(FilterBook by) {
        Decision last = null;
        for (int i = 0; i < RATINGS; i++) {
            last = engine.judge(histories.get(i % AGENTS), new Arrival.First(ratings.get(i)), by, USUAL);
        }
        return java.util.Objects.requireNonNull(last);
    }

    private List<AgentTopicHistory> histories() {
        List<AgentTopicHistory> all = new ArrayList<>();
        for (int agent = 0; agent < AGENTS; agent++) {
            AgentTopicHistory history = AgentTopicHistory.EMPTY;
            for (int i = 0; i < BEFORE; i++) {
                Rating rating = rating(agent, i, NOW.minus(Duration.ofHours(3L * (BEFORE - i))));
                history = engine.judge(history, new Arrival.First(rating), book, USUAL)
                        .history();
            }
            all.add(history);
        }
        return all;
    }

    private List<Rating> ratings() {
        List<Rating> all = new ArrayList<>();
        for (int i = 0; i < RATINGS; i++) {
            all.add(rating(i % AGENTS, BEFORE + i, NOW.plusSeconds(i)));
        }
        return all;
    }

    /** An agent's ratings are all on one topic: a history is of one. */
    private Rating rating(int agent, int number, Instant at) {
        double score = SCORES[random.nextInt(SCORES.length)];
        Words words = new Words(Optional.of("He did not know the plan and I had to call again"), List.of());
        return new Rating(
                new ResponseKey("bench", "b-%04d-%06d".formatted(agent, number)),
                FilterMix.TOPICS.get(agent % FilterMix.TOPICS.size()),
                new Person("agent-" + agent, Optional.empty()),
                Teams.team(agent),
                Optional.of("voice"),
                at,
                at,
                at,
                score,
                (int) (score / 25 + 1) + " of 5",
                words);
    }

    private static FilterBook withForeignOnes() {
        List<Filter> all = new ArrayList<>(FilterMix.ours(Instant.EPOCH));
        all.addAll(FilterMix.foreign(1_000, Instant.EPOCH));
        return FilterBook.of(all);
    }

    private static Baselines usual() {
        Optional<Baseline> usual =
                Optional.of(new Baseline(new TreeMap<>(Map.of(0.0, 20L, 25.0, 50L, 50.0, 130L, 100.0, 800L))));
        return _ -> usual;
    }
}
