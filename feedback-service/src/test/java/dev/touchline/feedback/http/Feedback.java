package dev.touchline.feedback.http;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import dev.touchline.backing.Backing;
import dev.touchline.backing.Received;
import dev.touchline.backing.TestTokens;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What the tests of the HTTP surface say over and over. */
final class Feedback {
    static final String ROOT = "/api/feedback/v1";

    private static final Map<String, String> KEYS = new ConcurrentHashMap<>();

    /** Sends content types as they are, with a text body, whatever REST-assured thinks of them. */
    private static final RestAssuredConfig PLAIN = RestAssured.config()
            .encoderConfig(EncoderConfig.encoderConfig()
                    .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                    .encodeContentTypeAs("application/x-ndjson", ContentType.TEXT)
                    .encodeContentTypeAs("application/cloudevents+json", ContentType.TEXT)
                    .encodeContentTypeAs("application/xml", ContentType.TEXT)
                    .encodeContentTypeAs("image/png", ContentType.TEXT)
                    .encodeContentTypeAs("text/csv", ContentType.TEXT));

    private Feedback() {}

    /** An id that no other test uses. */
    static String fresh(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    static Response put(String path, String json) {
        return as(TestTokens.admin()).body(json).put(ROOT + path);
    }

    static Response get(String path, String token) {
        return as(token).get(ROOT + path);
    }

    static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token).contentType("application/json");
    }

    static String team(String team) {
        String body = """
                {"name":"Team %s","supervisors":["supervisor:%s"],"timeZone":"Europe/Berlin"}""".formatted(team, team);
        settled(() -> put("/roster/teams/" + team, body)).then().statusCode(200);
        return team;
    }

    static String agent(String agent, String team) {
        String body = """
                {"name":"Ada Moss","team":"%s"}""".formatted(team);
        settled(() -> put("/roster/agents/" + agent, body)).then().statusCode(200);
        return agent;
    }

    /** A live key of that source, made when there is none yet that we know of. */
    static String key(String source) {
        return KEYS.computeIfAbsent(source, Feedback::made);
    }

    private static String made(String source) {
        Response put = settled(() -> put("/sources/" + source, "{\"name\":\"Platform\"}"));
        return put.statusCode() == 201 ? put.path("key") : anotherKey(source).path("key");
    }

    static Response anotherKey(String source) {
        return as(TestTokens.admin()).post(ROOT + "/sources/" + source + "/keys");
    }

    /** The answer once the service, just started or just bereft of its database, is there for it. */
    private static Response settled(Supplier<Response> call) {
        return await().atMost(Duration.ofSeconds(60)).until(call::get, response -> response.statusCode() != 503);
    }

    static Response post(String key, String body) {
        return post(key, "application/json", body);
    }

    static Response post(String key, String contentType, String body) {
        return send("/responses", key, contentType, body);
    }

    static Response send(String path, String token, String contentType, String body) {
        return given().config(PLAIN)
                .header("Authorization", "Bearer " + token)
                .contentType(contentType)
                .body(body)
                .post(ROOT + path);
    }

    static String response(String responseId, String agent) {
        return response(responseId, agent, "He did not know the plan");
    }

    static String response(String responseId, String agent, String comment) {
        return """
                {"responseId":"%s","respondedAt":"2026-11-21T10:00:00Z","agent":{"id":"%s"},
                 "ratings":[{"topic":"product-knowledge","value":2,"scale":{"min":1,"max":5}}],"comment":"%s"}\
                """.replace("\n", "").formatted(responseId, agent, comment);
    }

    /** What stands on the Kafka topic about that responseId. */
    static List<Received> published(String kafkaTopic, String responseId) {
        return Backing.kafka().consumeAll(kafkaTopic).stream()
                .filter(record -> record.json().path("responseId").asText().equals(responseId))
                .toList();
    }
}
