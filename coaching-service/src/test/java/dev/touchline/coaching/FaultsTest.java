package dev.touchline.coaching;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import dev.touchline.backing.Backing;
import dev.touchline.kit.store.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
class FaultsTest {
    private static final Duration BACK_WITHIN = Duration.ofSeconds(60);

    @Inject
    Database database;

    @BeforeEach
    void onlyWhereTheBackingCanBeKilled() {
        Assumptions.assumeTrue(
                "embedded".equals(System.getProperty("touchline.backing", "embedded")),
                "kills the embedded processes; containers are not killed here");
    }

    @Test
    void whilePostgresIsAwayCallersAreToldToRetryAndNothingIsLost() {
        Floor floor = Floor.withOneAgent();
        Floor.patiently().until(() -> health("ready").statusCode() == 200);

        Backing.postgres().kill9();
        floor.publish(floor.need("clarity", "r-" + UUID.randomUUID()));
        floor.queue()
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue());
        floor.claimNext().then().statusCode(503).header("Retry-After", notNullValue());
        Floor.patiently().until(() -> health("ready").statusCode() == 503);
        health("live").then().statusCode(200);
        Backing.postgres().start().awaitReady(BACK_WITHIN);

        floor.awaitItems(1);
        Floor.patiently().until(() -> health("ready").statusCode() == 200);
    }

    @Test
    void whatWasGivenUpEndsInTheDatabaseAndSoDoesAClientThatIsNoMore() {
        assertThat(List.of(
                        setting("client_connection_check_interval"),
                        setting("idle_in_transaction_session_timeout"),
                        setting("tcp_keepalives_idle")))
                .containsExactly("1s", "1min", "30");
    }

    private String setting(String name) {
        return database.jdbi()
                .withHandle(handle ->
                        handle.createQuery("SHOW " + name).mapTo(String.class).one());
    }

    /** A lock that is not let go looks to the service like a database that is frozen: connected, and silent. */
    @Test
    void aDatabaseThatSaysNothingMoreKeepsCallersForSecondsOnly() throws Exception {
        Floor floor = Floor.withOneAgent();
        floor.publish(floor.need("clarity", "r-" + UUID.randomUUID()));
        Object item = floor.awaitItems(1).getFirst().get("id");

        try (Connection other = Backing.connect("coaching");
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE item, queue_counter");
            List<CompletableFuture<Response>> answers = Stream.<Supplier<Response>>of(
                            () -> floor.item(item), floor::queue, floor::claimNext)
                    .map(CompletableFuture::supplyAsync)
                    .toList();
            for (CompletableFuture<Response> answer : answers) {
                answer.get(25, TimeUnit.SECONDS)
                        .then()
                        .statusCode(503)
                        .contentType("application/problem+json")
                        .header("Retry-After", notNullValue());
            }
            other.rollback();
        }

        Floor.patiently().untilAsserted(() -> floor.item(item).then().statusCode(200));
    }

    @Test
    void whileKafkaIsAwayTheQueueIsWorkedAndOutcomesFollow() {
        Floor floor = Floor.withOneAgent();
        floor.publish(floor.need("clarity", "r-" + UUID.randomUUID()));
        Map<String, Object> item = floor.awaitItems(1).getFirst();

        Backing.broker().kill9();
        floor.claimNext().then().statusCode(200);
        floor.step(item, "defer", 2, "{}").then().statusCode(200);
        Floor.patiently()
                .until(() ->
                        health("ready").path("checks.data.kafka").toString().contains("degraded"));
        health("ready").then().statusCode(200).body("checks.status", hasItem("UP"));
        Backing.broker().start().awaitReady(BACK_WITHIN);

        Floor.patiently()
                .atMost(BACK_WITHIN)
                .untilAsserted(() -> assertThat(Backing.kafka().consumeAll("coaching.outcomes"))
                        .filteredOn(outcome ->
                                outcome.json().path("itemId").asText().equals(item.get("id")))
                        .extracting(outcome -> outcome.json().path("type").asText())
                        .containsSubsequence("opened", "claimed", "deferred"));
        floor.publish(floor.need("effort", "r-" + UUID.randomUUID()));
        floor.awaitItems(1);
    }

    @Test
    void whatWentThroughIsCounted() {
        Floor floor = Floor.withOneAgent();
        NeedJson need = floor.need("clarity", "r-" + UUID.randomUUID());
        floor.publish(need, need);
        floor.awaitItems(1);
        floor.claimNext().then().statusCode(200);

        Floor.patiently()
                .untilAsserted(() -> assertThat(
                                given().get(management() + "/q/metrics").asString())
                        .containsPattern("touchline_needs_persisted_total(\\{[^}]*})? [1-9]")
                        .containsPattern("touchline_needs_deduplicated_total(\\{[^}]*})? [1-9]")
                        .containsPattern("touchline_claims_total\\{[^}]*} [1-9]"));
    }

    private static Response health(String check) {
        return given().get(management() + "/q/health/" + check);
    }

    private static String management() {
        return ConfigProvider.getConfig()
                .getValue("test.management.url", String.class)
                .replaceAll("/q$", "");
    }
}
