package dev.touchline.feedback.http;

import static dev.touchline.feedback.http.Feedback.fresh;
import static dev.touchline.feedback.http.Feedback.put;
import static dev.touchline.feedback.http.Feedback.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchline.backing.Backing;
import dev.touchline.backing.Received;
import dev.touchline.backing.TestTokens;
import dev.touchline.feedback.mapping.Mutations;
import dev.touchline.feedback.mapping.ShippedMappings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Damaged payloads at every endpoint that takes them. A run has 3,000 of them; with {@code -Dtouchline.fuzz=100000} as
 * many as that. What is said to be kept must be on the Kafka topics and in the tables, and nothing else.
 */
@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "feedback"))
class EndpointFuzzTest {
    private static final int RUNS = Integer.getInteger("touchline.fuzz", 3_000);
    private static final long SEED = Long.getLong("touchline.fuzz.seed", System.nanoTime());
    private static final int AT_ONCE = 24;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<Integer> ANSWERS = Set.of(200, 202, 207, 400, 413, 415, 422);

    private final String prefix = fresh("fuzz");
    private final Map<String, String> keys = new TreeMap<>();
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final List<String> wrong = new ArrayList<>();
    /** By Kafka topic, the event ids that answers have promised. */
    private final Map<String, Set<String>> promised = new ConcurrentHashMap<>();

    /** A payload and where it goes. */
    private record Seed(String path, String token, String type, byte[] body, String kept) {}

    @Test
    void noDamageMakesItFailOrHangOrLoseWhatItHasTaken() throws InterruptedException {
        List<Seed> corpus = corpus();
        try (LoggedLines log = LoggedLines.open();
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            Random random = new Random(SEED);
            Mutations mutations = new Mutations(random);
            for (int i = 0; i < RUNS; i++) {
                Seed seed = corpus.get(random.nextInt(corpus.size()));
                send(client, seed, damaged(seed, mutations, random));
            }
            free.acquire(AT_ONCE);
            assertThat(wrong).as("seed %d", SEED).isEmpty();
            assertThat(promised.keySet())
                    .contains("survey.responses", "survey.quarantine", "agent.metrics", "quality.evaluations");
            assertThatAllIsThere();
            assertThat(log.all())
                    .as("seed %d", SEED)
                    .allSatisfy(line -> assertThat(line)
                            .doesNotContain("jndi", "7*7", "\u202e")
                            .doesNotMatch("(?s).*[\\x00-\\x08\\x0a-\\x1f\\x7f].*"));
        }
    }

    private void send(HttpClient client, Seed seed, byte[] body) throws InterruptedException {
        free.acquire();
        send(client, seed, body, 5);
    }

    /** Who is busy says 503, and that it may be sent again: what it took all the same has the same id then. */
    private void send(HttpClient client, Seed seed, byte[] body, int attempts) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + Feedback.ROOT + seed.path()))
                .header("Authorization", "Bearer " + seed.token())
                .header("Content-Type", seed.type())
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).whenComplete((reply, failure) -> {
            if (attempts > 1 && failure == null && reply.statusCode() == 503) {
                send(client, seed, body, attempts - 1);
                return;
            }
            try {
                take(seed, body, reply, failure);
            } finally {
                free.release();
            }
        });
    }

    private void take(Seed seed, byte[] body, HttpResponse<String> reply, Throwable failure) {
        if (failure != null || !ANSWERS.contains(reply.statusCode())) {
            String answer = failure == null ? reply.statusCode() + " " + reply.body() : failure.toString();
            byte[] start = body.length > 2_000 ? Arrays.copyOf(body, 2_000) : body;
            synchronized (wrong) {
                wrong.add(seed.path() + " " + answer + " " + Base64.getEncoder().encodeToString(start));
            }
        } else if (reply.statusCode() < 300 && !seed.kept().isEmpty()) {
            JsonNode said = read(reply.body());
            promise(seed.kept(), said.path("accepted"), "eventId");
            promise("survey.quarantine", said.path("parked"), "eventId");
            promise("survey.quarantine", said.path("quarantined"), "id");
        }
    }

    private void promise(String topic, JsonNode elements, String id) {
        elements.forEach(element -> promised.computeIfAbsent(topic, any -> ConcurrentHashMap.newKeySet())
                .add(element.path(id).asText()));
    }

    private void assertThatAllIsThere() {
        for (String topic : List.of("survey.responses", "survey.quarantine", "agent.metrics", "quality.evaluations")) {
            assertThat(Backing.kafka().consumeAll(topic).stream()
                            .filter(this::ours)
                            .map(Received::id)
                            .collect(Collectors.toSet()))
                    .as("%s, seed %d", topic, SEED)
                    .isEqualTo(promised.get(topic));
        }
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(ids("SELECT event_id FROM quarantine WHERE starts_with(source, ?)"))
                        .as("seed %d", SEED)
                        .isEqualTo(promised.get("survey.quarantine")));
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(
                                ids("SELECT source || response_id FROM response_key" + " WHERE starts_with(source, ?)"))
                        .as("seed %d", SEED)
                        .isEqualTo(responses()));
        for (String topic : List.of("survey.responses.dlq", "survey.quarantine.dlq", "agent.metrics.dlq")) {
            assertThat(Backing.kafka().consumeAll(topic)).as(topic).noneMatch(this::ours);
        }
    }

    private Set<String> responses() {
        return Backing.kafka().consumeAll("survey.responses").stream()
                .filter(this::ours)
                .map(record -> record.json().path("source").asText()
                        + record.json().path("responseId").asText())
                .collect(Collectors.toSet());
    }

    private boolean ours(Received record) {
        JsonNode event = record.json();
        return event.path("source").asText().startsWith(prefix)
                || event.path("postedBy").path("source").asText().startsWith(prefix);
    }

    private Set<String> ids(String sql) throws SQLException {
        try (Connection connection = Backing.connect("feedback");
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, prefix);
            Set<String> ids = ConcurrentHashMap.newKeySet();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    ids.add(result.getString(1));
                }
            }
            return ids;
        }
    }

    private static byte[] damaged(Seed seed, Mutations mutations, Random random) {
        byte[] body = random.nextInt(10) == 0 ? seed.body() : mutations.of(seed.body());
        if (!seed.path().endsWith("/try")) {
            return body;
        }
        return ("{\"bodyBase64\":\"" + Base64.getEncoder().encodeToString(body) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private List<Seed> corpus() {
        Feedback.agent("a-17", Feedback.team("billing"));
        String key = Feedback.key(prefix);
        List<Seed> corpus = new ArrayList<>();
        golden().forEach(file -> corpus.addAll(delivered(file)));
        corpus.add(posted("/responses", key, "application/json", response("r-1", "a-17"), "survey.responses"));
        corpus.add(posted(
                "/responses",
                key,
                "application/json",
                "[" + response("r-2", "a-17") + "," + response("r-3", "nobody") + "]",
                "survey.responses"));
        corpus.add(posted(
                "/responses",
                key,
                "application/x-ndjson",
                response("r-4", "a-17") + "\n" + response("r-5", "a-17"),
                "survey.responses"));
        corpus.add(posted(
                "/responses",
                key,
                "application/cloudevents+json",
                """
                {"specversion":"1.0","id":"e","source":"/p","type":"t","data":%s}""".formatted(response("r-6", "a-17")),
                "survey.responses"));
        corpus.add(posted("/metrics", key, "application/json", """
                [{"agent":"a-17","metric":"%s","from":"2026-11-20T00:00:00Z","to":"2026-11-21T00:00:00Z","value":4}]""".formatted(prefix), "agent.metrics"));
        corpus.add(posted("/evaluations", key, "application/json", """
                {"agent":"a-17","interaction":{"id":"c-9"},"by":"qa","at":"2026-11-21T11:00:00Z","seen":["Listened"],\
                "score":80}""", "quality.evaluations"));
        // As often as the many golden payloads.
        List<Seed> own = List.copyOf(corpus.subList(corpus.size() - 6, corpus.size()));
        for (int i = 0; i < 4; i++) {
            corpus.addAll(own);
        }
        return corpus;
    }

    private static Seed posted(String path, String key, String type, String body, String kept) {
        return new Seed(path, key, type, body.getBytes(StandardCharsets.UTF_8), kept);
    }

    /** To the webhook of a source with that mapping, and to its mapping lab. */
    private List<Seed> delivered(Path file) {
        String mapping = file.getParent().getFileName().toString();
        String source = prefix + "-" + mapping;
        String key = keys.computeIfAbsent(mapping, name -> mapped(source, name));
        byte[] body = bytes(file);
        String path = "/sources/" + source;
        return List.of(
                new Seed(path + "/webhook", key, type(file), body, "survey.responses"),
                new Seed(path + "/try", TestTokens.qa(), "application/json", body, ""));
    }

    /** Without the signature: what it would refuse is for the tests of signatures. */
    private static String mapped(String source, String mapping) {
        String yaml = ShippedMappings.yaml(mapping).replaceAll("(?m)^verify:.*\\n(?:[ \\t]+.*\\n)*", "");
        String key = Feedback.key(source);
        put(
                        "/sources/" + source,
                        "{\"name\":\"P\",\"mapping\":\""
                                + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(yaml)) + "\"}")
                .then()
                .statusCode(200);
        return key;
    }

    private static String type(Path file) {
        String name = file.getFileName().toString();
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "form" -> "application/x-www-form-urlencoded";
            case "csv" -> "text/csv";
            default -> "application/json";
        };
    }

    private static List<Path> golden() {
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/mappings"))) {
            return files.filter(file -> Files.isRegularFile(file)
                            && !file.toString().endsWith(".expected.json")
                            && !file.getFileName().toString().startsWith("fetched"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
