package dev.touchline.local;

import static dev.touchline.local.Json.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** A team with agents of its own and a filter for it, made over HTTP; what a platform and a supervisor then do. */
record Scene(LocalStack stack, String team) {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** @param filter its {@code when} and the like over the usual: any rating of 25 or less on any topic named */
    static Scene open(
            LocalStack stack, String team, List<String> agents, List<String> topics, Map<String, Object> filter)
            throws IOException, InterruptedException {
        String admin = stack.token("admin");
        stack.api()
                .put(
                        "/api/feedback/v1/roster/teams/" + team,
                        admin,
                        object("name", team, "supervisors", List.of("supervisor:" + team), "timeZone", "UTC"))
                .orFail("The team");
        for (String agent : agents) {
            stack.api()
                    .put(
                            "/api/feedback/v1/roster/agents/" + agent,
                            admin,
                            object("name", "Name of " + agent, "team", team))
                    .orFail("The agent");
        }
        Map<String, Object> definition = object(
                "name",
                "Poor in " + team,
                "kind",
                "coaching",
                "topics",
                topics,
                "enabled",
                true,
                "scope",
                object("teams", List.of(team)),
                "when",
                object("each", object("scoreAtMost", 25)),
                "cooldown",
                "PT8H",
                "freshFor",
                "PT2H",
                "severity",
                "normal",
                "force",
                "end-to-end test");
        definition.putAll(filter);
        JsonNode put = stack.api()
                .put("/api/alerting/v1/filters/" + team, admin, definition)
                .orFail("The filter")
                .json();
        Instant effectiveFrom = Instant.parse(put.path("effectiveFrom").asText());
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(effectiveFrom));
        return new Scene(stack, team);
    }

    /** A response as a platform posts it; rated on 1–5. */
    static Map<String, Object> response(String id, String agent, String topic, int rating, String comment) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return object(
                "responseId", id,
                "respondedAt", now.toString(),
                "interaction",
                        object(
                                "id",
                                "c-" + id,
                                "channel",
                                "voice",
                                "endedAt",
                                now.minusSeconds(120).toString(),
                                "url",
                                "https://platform.example/c/" + id),
                "agent", object("id", agent),
                "ratings", List.of(object("topic", topic, "value", rating, "scale", object("min", 1, "max", 5))),
                "comment", comment);
    }

    Api.Answer post(Object body) throws IOException, InterruptedException {
        return stack.api().post("/api/feedback/v1/responses", stack.sourceKey(), body);
    }

    /** Posts what must be accepted; returns the event id of the first. */
    String accepted(Object body) throws IOException, InterruptedException {
        Api.Answer answer = post(body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.json().path("accepted").path(0).path("eventId").asText();
    }

    /** The team's queue as its supervisor sees it; an empty stream when it cannot be asked. */
    Stream<JsonNode> queue() {
        try {
            Api.Answer answer = stack.api()
                    .get("/api/coaching/v1/teams/" + team + "/queue?limit=200", stack.token("supervisor:" + team));
            return answer.ok() ? answer.json().path("items").valueStream() : Stream.empty();
        } catch (IOException e) {
            return Stream.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Stream.empty();
        }
    }

    /** Waits for the item of an agent and topic with that much evidence. */
    JsonNode awaitItem(String agent, String topic, int evidence) {
        AtomicReference<JsonNode> found = new AtomicReference<>(MissingNode.getInstance());
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            found.set(queue().filter(
                            item -> item.path("agent").path("id").asText().equals(agent)
                                    && item.path("topic").asText().equals(topic))
                    .findFirst()
                    .orElse(MissingNode.getInstance()));
            assertThat(found.get().path("evidenceCount").asInt()).isEqualTo(evidence);
        });
        return found.get();
    }

    /** The agent's goals as the supervisor sees them. */
    List<JsonNode> goals(String agent) throws IOException, InterruptedException {
        return stack.api()
                .get("/api/goals/v1/agents/" + agent + "/goals", stack.token("supervisor:" + team))
                .orFail("The goals")
                .json()
                .path("items")
                .valueStream()
                .toList();
    }
}
