package dev.touchline.local.crash;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchline.local.Api;
import dev.touchline.local.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/** Supervisors who claim what is next. */
final class Claimers implements AutoCloseable {
    static final List<String> SUBJECTS = IntStream.range(0, 64)
            .mapToObj(number -> "supervisor:claimer-" + number)
            .toList();

    /** Between two tries of one: the queue is to last for all kills. */
    private static final long PAUSE_MILLIS = 250;

    private final Api api;
    private final String team;
    private final Habit habit;
    private final List<Thread> threads = new ArrayList<>();
    private final Map<String, String> held = new ConcurrentHashMap<>();
    private final Queue<String> twice = new ConcurrentLinkedQueue<>();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private volatile boolean open = true;

    private Claimers(Api api, String team, Habit habit) {
        this.api = api;
        this.team = team;
        this.habit = habit;
    }

    /** What they do with what they were given. */
    enum Habit {
        KEEP,
        GIVE_BACK
    }

    static Claimers start(CrashStack crash, String team, int many, Habit habit)
            throws IOException, InterruptedException {
        Claimers claimers = new Claimers(crash.stack().api(), team, habit);
        for (String subject : SUBJECTS.subList(0, many)) {
            String token = crash.stack().token(subject);
            claimers.threads.add(Thread.ofVirtual().start(() -> claimers.work(subject, token)));
        }
        return claimers;
    }

    /** Who was told to have which item. */
    Map<String, String> held() {
        return Map.copyOf(held);
    }

    /** Items that two were told to have. */
    List<String> toldTwice() {
        return List.copyOf(twice);
    }

    /** Answers that nobody should get. */
    List<String> surprises() {
        return List.copyOf(surprises);
    }

    private void work(String subject, String token) {
        try {
            while (open) {
                if (!claim(subject, token) || habit == Habit.KEEP) {
                    Thread.sleep(PAUSE_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean claim(String subject, String token) throws InterruptedException {
        try {
            Api.Answer answer = post("teams/" + team + "/queue/claim-next", token, Map.of());
            if (answer.status() != 200) {
                mustBeAway(answer);
                return false;
            }
            JsonNode item = answer.json();
            if (habit == Habit.KEEP) {
                String other = held.put(item.path("id").asText(), subject);
                if (other != null) {
                    twice.add("%s: %s and %s".formatted(item.path("id").asText(), other, subject));
                }
            } else {
                String etag = "\"%d\"".formatted(item.path("version").asLong());
                post("items/%s/release".formatted(item.path("id").asText()), token, Map.of("If-Match", etag));
            }
            return true;
        } catch (IOException _) {
            // It was killed meanwhile; whether there was a claim nobody told.
            return false;
        }
    }

    /** Nothing left, or the service is. */
    private void mustBeAway(Api.Answer answer) {
        if (answer.status() != 204 && answer.status() < 502) {
            surprises.add("HTTP %d %s".formatted(answer.status(), answer.body()));
        }
    }

    private Api.Answer post(String path, String token, Map<String, String> headers)
            throws IOException, InterruptedException {
        return api.post("/api/coaching/v1/" + path, token, Json.object(), headers);
    }

    /** Returns when all have stopped. */
    void stop() throws InterruptedException {
        open = false;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
