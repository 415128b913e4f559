package dev.touchline.local.crash;

import dev.touchline.local.Api;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who keeps changing one filter while responses pour in: its bar goes up and down, it goes off and on. */
final class FilterEdits implements AutoCloseable {
    /** Of the filter that is edited. Every poor rating is a need of its own. */
    static final String FILTER = "crash-edited";

    private static final Duration EVERY = Duration.ofMillis(400);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PATH = "/api/alerting/v1/filters/" + FILTER;
    /** Never the same twice in a row: what changes nothing makes no version. */
    private static final List<Integer> BARS = List.of(0, 50, 25, 75);
    /** Done, another edit of ours whose answer was lost came first, or something is away. */
    private static final Set<Integer> ANSWERS = Set.of(200, 201, 412, 502, 503, 504);

    private final Api api;
    private final String admin;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private final AtomicInteger made = new AtomicInteger();
    private int tried;

    FilterEdits(Api api, String admin) {
        this.api = api;
        this.admin = admin;
    }

    FilterEdits start() {
        thread.scheduleWithFixedDelay(this::edit, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /** How many edits were answered with yes. */
    int made() {
        return made.get();
    }

    /** Answers that nobody should get. */
    List<String> surprises() {
        return List.copyOf(surprises);
    }

    private void edit() {
        try {
            Api.Answer current = api.get(PATH, admin);
            Map<String, String> version = current.headers()
                    .firstValue("ETag")
                    .map(tag -> Map.of("If-Match", tag))
                    .orElse(Map.of());
            if (current.status() == 200 || current.status() == 404) {
                Api.Answer answer = api.put(PATH, admin, definition(tried++), version);
                if (answer.ok()) {
                    made.incrementAndGet();
                } else if (!ANSWERS.contains(answer.status())) {
                    surprises.add("HTTP %d %s".formatted(answer.status(), answer.body()));
                }
            }
        } catch (IOException _) {
            // The connection broke: whether the edit was taken is told by what was published.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            surprises.add(e.toString());
        }
    }

    private static Map<String, Object> definition(int edit) {
        Map<String, Object> definition = new Rule.Each(
                        FILTER,
                        new TreeSet<>(List.of(SurveyPlan.COURTESY)),
                        BARS.get(edit % BARS.size()),
                        Duration.ZERO)
                .definition();
        definition.put("enabled", edit % 5 != 4);
        return definition;
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("The edits do not stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
