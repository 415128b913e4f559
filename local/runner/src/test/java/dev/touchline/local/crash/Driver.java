package dev.touchline.local.crash;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchline.local.Api;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Posts a plan as a platform would: several requests at a time, and the same body again until it is accepted, however
 * often the service answers 503 or the connection breaks.
 */
final class Driver {
    private static final int PARALLEL = 4;
    /** What a gateway or a service says while something behind it is away. */
    private static final Set<Integer> TRY_AGAIN = Set.of(502, 503, 504);

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final String PATH = "/api/feedback/v1/responses";

    private final Api api;
    private final String key;
    private final Gate gate;
    private final Queue<List<Posted>> waiting;
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final Map<String, Posted> events = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(PARALLEL);
    private volatile CompletableFuture<Void> done = CompletableFuture.completedFuture(null);

    Driver(Api api, String key, SurveyPlan plan, Gate gate) {
        this.api = api;
        this.key = key;
        this.gate = gate;
        this.waiting = new ConcurrentLinkedQueue<>(plan.chunks());
    }

    Driver start() {
        CompletableFuture<?>[] running = new CompletableFuture<?>[PARALLEL];
        for (int i = 0; i < PARALLEL; i++) {
            running[i] = CompletableFuture.runAsync(() -> call(this::postAll), threads);
        }
        done = CompletableFuture.allOf(running);
        threads.shutdown();
        return this;
    }

    /** How many posts were answered with 202. */
    int accepted() {
        return accepted.get();
    }

    /** How many requests were not, and went out again. */
    int refused() {
        return refused.get();
    }

    /** The response behind every event id that was handed out. */
    Map<String, Posted> events() {
        return Map.copyOf(events);
    }

    /** Fails when posting has failed for good. */
    void mustBeWell() {
        if (done.isCompletedExceptionally()) {
            join();
        }
    }

    /** Returns when everything is accepted. */
    void awaitDone(Duration patience) {
        done = done.orTimeout(patience.toSeconds(), TimeUnit.SECONDS);
        join();
    }

    private void join() {
        try {
            done.join();
        } catch (CompletionException e) {
            throw new AssertionError("Posting failed: " + e.getCause(), e);
        }
    }

    private Void postAll() throws IOException, InterruptedException {
        List<Posted> chunk = waiting.poll();
        while (chunk != null) {
            gate.pass(chunk.size());
            take(chunk, post(chunk));
            accepted.addAndGet(chunk.size());
            chunk = waiting.poll();
        }
        return null;
    }

    private Api.Answer post(List<Posted> chunk) throws IOException, InterruptedException {
        while (true) {
            try {
                Api.Answer answer = send(chunk);
                if (!TRY_AGAIN.contains(answer.status())) {
                    return answer;
                }
            } catch (IOException _) {
                // The connection broke: whether the post was taken is not known, which is the point.
            }
            refused.incrementAndGet();
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private Api.Answer send(List<Posted> chunk) throws IOException, InterruptedException {
        if (chunk.size() == 1) {
            return api.postText(PATH, key, "application/json", chunk.getFirst().json());
        }
        List<String> bodies = chunk.stream().map(Posted::json).toList();
        return chunk.size() % 2 == 0
                ? api.postText(
                        PATH, key, "application/json", bodies.stream().collect(Collectors.joining(",", "[", "]")))
                : api.postText(PATH, key, "application/x-ndjson", String.join("\n", bodies));
    }

    private void take(List<Posted> chunk, Api.Answer answer) {
        JsonNode taken = answer.json().path("accepted");
        if (answer.status() != 202 || taken.size() != chunk.size()) {
            throw new IllegalStateException("Not accepted: HTTP %d %s".formatted(answer.status(), answer.body()));
        }
        for (JsonNode each : taken) {
            Posted post = chunk.get(each.path("index").asInt());
            Posted known = events.putIfAbsent(each.path("eventId").asText(), post);
            if (known != null && !known.equals(post)) {
                throw new IllegalStateException("One event id for %s and %s".formatted(known, post));
            }
        }
    }

    private static <T> void call(Callable<T> work) {
        try {
            work.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }
}
