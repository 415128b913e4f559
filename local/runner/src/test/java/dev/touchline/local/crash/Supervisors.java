package dev.touchline.local.crash;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchline.local.Api;
import dev.touchline.local.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** People who claim from one team's queue at the same time, and give each item back. */
final class Supervisors implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Something to do, nothing to do, or something is away. */
    private static final Set<Integer> CLAIM_ANSWERS = Set.of(200, 204, 502, 503, 504);
    /** Done, done by an earlier try whose answer was lost, or something is away. */
    private static final Set<Integer> RELEASE_ANSWERS = Set.of(200, 409, 412, 502, 503, 504);

    /** An item that a supervisor was told to have; {@code version} is the item's as of then. */
    record Grant(String itemId, String by, long version) {}

    private final Api api;
    private final String team;
    private final Map<String, String> tokens;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
    private final Map<String, String> holders = new ConcurrentHashMap<>();
    private final Queue<Grant> grants = new ConcurrentLinkedQueue<>();
    private final Queue<Difference> clashes = new ConcurrentLinkedQueue<>();

    /** @param tokens bearer tokens by subject */
    Supervisors(Api api, String team, Map<String, String> tokens) {
        this.api = api;
        this.team = team;
        this.tokens = Map.copyOf(tokens);
    }

    Supervisors start() {
        for (String subject : tokens.keySet()) {
            threads.scheduleWithFixedDelay(() -> claimAndGiveBack(subject), 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
        return this;
    }

    List<Grant> grants() {
        return List.copyOf(grants);
    }

    /** Items that two had at the same time, and answers that nobody should get. */
    List<Difference> clashes() {
        return List.copyOf(clashes);
    }

    /** Stops claiming and gives back what a lost answer left with somebody. */
    void finish() {
        close();
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(this::nothingIsHeld);
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("Supervisors do not stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void claimAndGiveBack(String subject) {
        try {
            Api.Answer answer = post(subject, "teams/%s/queue/claim-next".formatted(team), Map.of());
            mustBe(CLAIM_ANSWERS, answer);
            if (answer.status() == 200) {
                JsonNode item = answer.json();
                Grant grant = new Grant(
                        item.path("id").asText(), subject, item.path("version").asLong());
                note(grant);
                holders.remove(grant.itemId(), subject);
                mustBe(RELEASE_ANSWERS, release(subject, item));
            }
        } catch (IOException _) {
            // Whether it was claimed is not known; finish() gives it back.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void mustBe(Set<Integer> understood, Api.Answer answer) {
        if (!understood.contains(answer.status())) {
            clashes.add(new Difference(
                    Difference.Sort.EXTRA,
                    "answers to claims",
                    "HTTP %d %s".formatted(answer.status(), answer.body())));
        }
    }

    private void note(Grant grant) {
        grants.add(grant);
        String other = holders.put(grant.itemId(), grant.by());
        if (other != null && !other.equals(grant.by())) {
            clashes.add(new Difference(
                    Difference.Sort.DOUBLED,
                    "claims",
                    "%s held by %s and %s at once".formatted(grant.itemId(), other, grant.by())));
        }
    }

    private Api.Answer release(String subject, JsonNode item) throws IOException, InterruptedException {
        String etag = "\"%d\"".formatted(item.path("version").asLong());
        return post(subject, "items/%s/release".formatted(item.path("id").asText()), Map.of("If-Match", etag));
    }

    private Api.Answer post(String subject, String path, Map<String, String> headers)
            throws IOException, InterruptedException {
        return api.post("/api/coaching/v1/" + path, token(subject), Json.object(), headers);
    }

    private boolean nothingIsHeld() throws IOException, InterruptedException {
        boolean none = true;
        for (String subject : tokens.keySet()) {
            for (JsonNode item : held(subject)) {
                none = false;
                release(subject, item);
            }
        }
        return none;
    }

    private List<JsonNode> held(String subject) throws IOException, InterruptedException {
        String path = "/api/coaching/v1/teams/%s/queue?state=claimed&limit=100".formatted(team);
        List<JsonNode> held = new ArrayList<>();
        for (JsonNode item :
                api.get(path, token(subject)).orFail("The queue").json().path("items")) {
            if (item.path("claimedBy").asText().equals(subject)) {
                held.add(item);
            }
        }
        return held;
    }

    private String token(String subject) {
        String token = tokens.get(subject);
        if (token == null) {
            throw new IllegalArgumentException("Nobody is called " + subject);
        }
        return token;
    }
}
