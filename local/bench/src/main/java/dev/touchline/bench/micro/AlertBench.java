package dev.touchline.bench.micro;

import dev.touchline.alerting.core.AgentTopicHistory;
import dev.touchline.alerting.core.AlertEngine;
import dev.touchline.alerting.core.Arrival;
import dev.touchline.alerting.core.Baselines;
import dev.touchline.alerting.core.Condition;
import dev.touchline.alerting.core.Decision;
import dev.touchline.alerting.core.Definition;
import dev.touchline.alerting.core.Filter;
import dev.touchline.alerting.core.FilterBook;
import dev.touchline.alerting.core.Judgement;
import dev.touchline.alerting.core.Kind;
import dev.touchline.alerting.core.Person;
import dev.touchline.alerting.core.Presets;
import dev.touchline.alerting.core.Rating;
import dev.touchline.alerting.core.Response;
import dev.touchline.alerting.core.ResponseJudge;
import dev.touchline.alerting.core.ResponseKey;
import dev.touchline.alerting.core.Scope;
import dev.touchline.alerting.core.Severity;
import dev.touchline.alerting.core.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.State;

/** What alerting's engine takes to judge. */
@State(org.openjdk.jmh.annotations.Scope.Thread)
public class AlertBench {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Duration GRACE = Duration.ofDays(3);
    private static final int STANDING = 40;

    private final AlertEngine engine = new AlertEngine(GRACE);
    private final ResponseJudge judge = new ResponseJudge(engine);
    private final FilterBook presets = presets();
    private final FilterBook counting = counting();
    private final Response fine = response(100, 75, 75);
    private final Response poor = response(0, 75, 75);
    private final Rating oneMore = rating("more", "product-knowledge", NOW, 0);
    private final AgentTopicHistory standing = standing();

    /** The usual case: three ratings, six presets, nothing marked. */
    @Benchmark
    public Judgement responseThatNothingMarks() {
        return judge.judge(fine, Optional.empty(), _ -> AgentTopicHistory.EMPTY, presets, Baselines.NONE);
    }

    /** One of three ratings is poor and raises a need. */
    @Benchmark
    public Judgement responseThatRaisesANeed() {
        return judge.judge(poor, Optional.empty(), _ -> AgentTopicHistory.EMPTY, presets, Baselines.NONE);
    }

    /** A poor rating on top of 40 that stand in a counting filter's window. */
    @Benchmark
    public Decision ratingOnTopOfFortyMarks() {
        return engine.judge(standing, new Arrival.First(oneMore), counting, Baselines.NONE);
    }

    private AgentTopicHistory standing() {
        AgentTopicHistory history = AgentTopicHistory.EMPTY;
        for (int i = STANDING; i > 0; i--) {
            Rating rating = rating("earlier-" + i, "product-knowledge", NOW.minus(Duration.ofMinutes(30L * i)), 0);
            history = engine.judge(history, new Arrival.First(rating), counting, Baselines.NONE)
                    .history();
        }
        return history;
    }

    private static FilterBook presets() {
        List<Filter> filters = new ArrayList<>();
        Presets.byId().forEach((id, definition) -> filters.add(new Filter(id, 1, Instant.EPOCH, definition)));
        return FilterBook.of(filters);
    }

    private static FilterBook counting() {
        Definition definition = new Definition(
                "Three poor within a day",
                Kind.COACHING,
                Set.of("product-knowledge"),
                true,
                Scope.EVERYWHERE,
                new Condition.Count(25, 3, Duration.ofDays(1)),
                Duration.ofHours(8),
                Duration.ofHours(2),
                Severity.NORMAL);
        return FilterBook.of(List.of(new Filter("count", 1, Instant.EPOCH, definition)));
    }

    private static Response response(double knowledge, double resolution, double courtesy) {
        return new Response(
                new ResponseKey("bench", "now"),
                new UUID(1, 2),
                NOW,
                1,
                List.of(
                        rating("now", "product-knowledge", NOW, knowledge),
                        rating("now", "resolution", NOW, resolution),
                        rating("now", "courtesy", NOW, courtesy)));
    }

    private static Rating rating(String response, String topic, Instant at, double score) {
        return new Rating(
                new ResponseKey("bench", response),
                topic,
                new Person("a-1", Optional.empty()),
                "billing",
                Optional.of("voice"),
                at,
                at,
                at,
                score,
                "1 of 5",
                Words.NONE);
    }
}
