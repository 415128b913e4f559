package dev.touchline.coaching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.backing.Backing;
import dev.touchline.backing.SseClient;
import dev.touchline.backing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
class QueueIsFollowedTest {
    @SuppressWarnings("NullAway.Init")
    private Floor floor;

    @BeforeEach
    void openTheFloor() {
        floor = Floor.withOneAgent();
    }

    @Test
    void everyChangeIsToldToAllWhoFollow() {
        try (SseClient one = follow("");
                SseClient other = follow("")) {
            awaitReady(one);
            awaitReady(other);

            publish("clarity");

            Floor.patiently().until(() -> one.has("changed") && other.has("changed"));
            int told = one.data("changed").size();
            floor.claimNext().then().statusCode(200);
            Floor.patiently().until(() -> one.data("changed").size() > told);
        }
    }

    @Test
    void whatAnotherInstanceChangesIsTold() {
        publish("clarity");
        floor.awaitItems(1);
        try (SseClient stream = follow("")) {
            awaitReady(stream);

            floor.changeElsewhere();

            // Sooner than the next comment, with which it would look again anyway.
            Floor.patiently().atMost(Duration.ofSeconds(10)).until(() -> stream.has("changed"));
        }
    }

    @Test
    void whoComesBackIsToldWhetherTheyMissedSomething() {
        String seen;
        try (SseClient first = follow("")) {
            awaitReady(first);
            seen = first.lastId();
        }
        try (SseClient unchanged = follow(seen)) {
            awaitReady(unchanged);
            assertThat(unchanged.has("changed")).isFalse();
        }
        publish("clarity");
        floor.awaitItems(1);

        try (SseClient again = follow(seen)) {
            Floor.patiently().until(() -> again.has("changed"));
            assertThat(again.has("ready")).isFalse();
        }
    }

    @Test
    void whoIsNoLongerLetInIsToldNothingMore() {
        String standIn = "supervisor:stand-in-" + UUID.randomUUID();
        floor.asSupervisor()
                .body("{\"until\":\"%s\",\"reason\":\"Leave\"}"
                        .formatted(Instant.now().plus(Duration.ofHours(1))))
                .put("/api/coaching/v1/teams/{team}/covers/{subject}", floor.team, standIn)
                .then()
                .statusCode(200);
        try (SseClient stream = SseClient.open(path(), TestTokens.persona(standIn), "")) {
            awaitReady(stream);
            floor.asSupervisor()
                    .delete("/api/coaching/v1/teams/{team}/covers/{subject}", floor.team, standIn)
                    .then()
                    .statusCode(204);

            publish("clarity");

            Floor.patiently().until(() -> stream.has("end"));
            assertThat(stream.data("end")).containsExactly("{\"reason\":\"not-yours\"}");
            assertThat(stream.has("changed")).isFalse();
        }
    }

    @Test
    void aForeignQueueIsNotFollowed() {
        try (SseClient foreign = SseClient.open(path(), TestTokens.supervisor(Floor.withOneAgent().team), "")) {
            assertThat(foreign.status()).isEqualTo(404);
        }
    }

    private void publish(String topic) {
        floor.publish(floor.need(topic, "r-" + UUID.randomUUID()));
    }

    private static void awaitReady(SseClient stream) {
        Floor.patiently().until(() -> stream.has("ready"));
    }

    private SseClient follow(String lastEventId) {
        return SseClient.open(path(), TestTokens.supervisor(floor.team), lastEventId);
    }

    private String path() {
        return "/api/coaching/v1/teams/%s/queue/stream".formatted(floor.team);
    }
}
