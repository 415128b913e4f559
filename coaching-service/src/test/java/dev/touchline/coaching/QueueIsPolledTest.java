package dev.touchline.coaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.touchline.backing.Backing;
import dev.touchline.backing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
class QueueIsPolledTest {

    @Test
    void anUnchangedQueueIsNotSentAgain() {
        Floor floor = Floor.withOneAgent();
        floor.publish(floor.need("clarity", id()));
        floor.awaitItems(1);
        String tag = tag(floor);

        poll(floor, tag, "PT0S").then().statusCode(304).header("ETag", tag);
        poll(floor, "W/" + tag, "PT0S").then().statusCode(304);
        floor.asSupervisor()
                .header("If-None-Match", tag)
                .queryParam("state", "completed")
                .get("/api/coaching/v1/teams/{team}/queue", floor.team)
                .then()
                .statusCode(200);
    }

    @Test
    void everyChangeOfTheQueueChangesItsTag() {
        Floor floor = Floor.withOneAgent();
        NeedJson need = floor.need("clarity", id());
        List<String> tags = new ArrayList<>(List.of(tag(floor)));
        List<Runnable> changes = List.of(
                () -> floor.publish(need),
                () -> floor.publish(need.then("evidence-added", 2, id())),
                () -> floor.publishResponse(
                        need.agent(), need.response(need.responses().getFirst(), "Late words", "10:09:00")),
                () -> floor.step(floor.items().getFirst(), "claim", 1, "")
                        .then()
                        .statusCode(200),
                () -> floor.step(floor.items().getFirst(), "claim", 2, "")
                        .then()
                        .statusCode(200),
                () -> floor.step(floor.items().getFirst(), "defer", 2, "{}")
                        .then()
                        .statusCode(200));

        for (Runnable change : changes) {
            change.run();
            Floor.patiently().until(() -> !tags.getLast().equals(tag(floor)));
            tags.add(tag(floor));
        }

        assertThat(tags).doesNotHaveDuplicates();
    }

    @Test
    void whoWaitsIsAnsweredWhenTheQueueChanges() throws Exception {
        Floor floor = Floor.withOneAgent();
        String tag = tag(floor);
        CompletableFuture<Response> waiting = CompletableFuture.supplyAsync(() -> poll(floor, tag, "PT25S"));

        floor.publish(floor.need("clarity", id()));

        Response answer = waiting.get();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<List<?>>path("items")).hasSize(1);
        assertThat(answer.header("ETag")).isNotEqualTo(tag);
    }

    @Test
    void whoWaitsHearsOfWhatAnotherInstanceChanged() throws Exception {
        Floor floor = Floor.withOneAgent();
        floor.publish(floor.need("clarity", id()));
        floor.awaitItems(1);
        String uri = "/api/coaching/v1/teams/" + floor.team + "/queue";
        CompletableFuture<HttpResponse<String>> waiting = waiting(uri, TestTokens.supervisor(floor.team), tag(floor));
        assertThat(waiting).isNotDone();

        floor.changeElsewhere();

        // Long before its patience is over.
        HttpResponse<String> answer = waiting.get(20, TimeUnit.SECONDS);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JsonPath.from(answer.body()).<List<Integer>>get("items.version"))
                .containsExactly(2);
    }

    @Test
    void whoWaitsInVainIsToldSoWhenTheTimeIsOver() {
        Floor floor = Floor.withOneAgent();
        Instant before = Instant.now();

        poll(floor, tag(floor), "PT1S").then().statusCode(304);

        assertThat(Duration.between(before, Instant.now())).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whoWaitsWithoutATagIsAnsweredAtOnce() {
        Floor floor = Floor.withOneAgent();
        Instant before = Instant.now();

        floor.queue("wait", "PT25S").then().statusCode(200);

        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(25));
    }

    @Test
    void manyWhoWaitHoldNobodyUp() throws Exception {
        Floor floor = Floor.withOneAgent();
        String tag = tag(floor);
        List<CompletableFuture<Response>> waiting = new ArrayList<>();
        for (int each = 0; each < 300; each++) {
            CompletableFuture<Response> answer = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> answer.complete(poll(floor, tag, "PT25S")));
            waiting.add(answer);
        }

        floor.queue().then().statusCode(200);
        floor.publish(floor.need("clarity", id()));

        for (CompletableFuture<Response> each : waiting) {
            assertThat(each.get().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aPollThatComesAgainIsAnsweredAsTheFirst() {
        Floor floor = Floor.withOneAgent();
        floor.publish(floor.need("clarity", id()));
        floor.awaitItems(1);
        String uri = "/api/coaching/v1/teams/" + floor.team + "/queue?kind=coaching&limit=1";

        String token = TestTokens.supervisor(floor.team);
        Response first = Floor.as(token).get(uri);
        Response again = Floor.as(token).get(uri);

        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.<String>path("nextCursor")).isNotBlank();
        for (String header : List.of("ETag", "Content-Type", "Cache-Control", "Vary", "X-Content-Type-Options")) {
            assertThat(again.header(header)).as(header).isEqualTo(first.header(header));
        }
        floor.publish(floor.need("effort", id()));
        floor.awaitItems(2);
        assertThat(Floor.as(token).get(uri).header("ETag")).isNotEqualTo(first.header("ETag"));
        assertThat(Floor.as(token).get(uri).<String>path("items[0].topic")).isEqualTo("effort");
    }

    @Test
    void whoLostTheTeamIsNotAnsweredAsBefore() {
        Floor floor = Floor.withOneAgent();
        String token = TestTokens.supervisor(floor.team);
        String uri = "/api/coaching/v1/teams/" + floor.team + "/queue";
        Floor.as(token).get(uri).then().statusCode(200);

        floor.supervisedBy("somebody-else");

        Floor.patiently().until(() -> Floor.as(token).get(uri).statusCode() == 404);
    }

    @Test
    void whoLostTheTeamWhileTheyWaitedIsShownNothingMore() throws Exception {
        Floor floor = Floor.withOneAgent();
        String token = TestTokens.supervisor(floor.team);
        String uri = "/api/coaching/v1/teams/" + floor.team + "/queue";
        String tag = Floor.as(token).get(uri).header("ETag");
        CompletableFuture<HttpResponse<String>> waiting = waiting(uri, token, tag);
        assertThat(waiting).isNotDone();

        floor.supervisedBy("somebody-else");
        Floor.patiently().until(() -> Floor.as(token).get(uri).statusCode() == 404);
        floor.publish(floor.need("clarity", id()));

        assertThat(waiting.get().statusCode()).isEqualTo(404);
    }

    @Test
    void whoPagesIsToldThatTheOrderIsNotWhatItWas() {
        Floor floor = Floor.withOneAgent();
        NeedJson last = floor.need("last", id());
        floor.publish(floor.need("first", id(), id(), id(), id()), floor.need("middle", id(), id()), last);
        floor.awaitItems(3);
        Response first = floor.queue("limit", 1);
        String cursor = first.path("nextCursor");
        Response quiet = floor.queue("limit", 1, "cursor", cursor);
        first.then().body("changed", nullValue());
        quiet.then().body("items.topic", contains("middle")).body("changed", nullValue());

        floor.publish(last.then("evidence-added", 9, id(), id(), id(), id(), id(), id(), id(), id()));
        Floor.patiently().until(() -> floor.items().getFirst().get("topic").equals("last"));

        // What would have come last is first now: this page and the next never show it.
        floor.queue("limit", 1, "cursor", cursor).then().body("changed", equalTo(true));
        floor.queue("limit", 2, "cursor", quiet.path("nextCursor"))
                .then()
                .body("items", empty())
                .body("changed", equalTo(true));
        Response again = floor.queue("limit", 1);
        again.then().body("items.topic", contains("last")).body("changed", nullValue());
        floor.queue("limit", 2, "cursor", again.path("nextCursor"))
                .then()
                .body("items.topic", contains("first", "middle"))
                .body("changed", nullValue());
    }

    @Test
    void aForeignTeamIsNotFoundEvenWithItsTag() {
        Floor floor = Floor.withOneAgent();
        Floor other = Floor.withOneAgent();

        Floor.as(TestTokens.supervisor(other.team))
                .header("If-None-Match", tag(floor))
                .get("/api/coaching/v1/teams/{team}/queue", floor.team)
                .then()
                .statusCode(404);
    }

    /** Asks again with the tag; many others come and go meanwhile, so by then it does wait. */
    private static CompletableFuture<HttpResponse<String>> waiting(String uri, String token, String tag) {
        HttpRequest wait = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + uri + "?wait=PT25S"))
                .header("Authorization", "Bearer " + token)
                .header("If-None-Match", tag)
                .build();
        CompletableFuture<HttpResponse<String>> waiting =
                HttpClient.newHttpClient().sendAsync(wait, BodyHandlers.ofString());
        for (int other = 0; other < 50; other++) {
            Floor.as(token).get(uri).then().statusCode(200);
        }
        return waiting;
    }

    private static String tag(Floor floor) {
        return floor.queue().then().statusCode(200).extract().header("ETag");
    }

    private static Response poll(Floor floor, String tag, String patience) {
        return floor.asSupervisor()
                .header("If-None-Match", tag)
                .queryParam("wait", patience)
                .get("/api/coaching/v1/teams/{team}/queue", floor.team);
    }

    private static String id() {
        return "r-" + UUID.randomUUID();
    }
}
