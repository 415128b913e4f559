package dev.touchline.alerting.health;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.touchline.alerting.http.Filters;
import dev.touchline.alerting.kafka.Survey;
import dev.touchline.backing.Backing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "alerting"))
class FaultsTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String TOPIC = "courtesy";

    @ConfigProperty(name = "test.management.url")
    String management = "";

    private final String agent = "agent-" + UUID.randomUUID();

    @BeforeAll
    static void theBackingServicesAreOurs() {
        assumeFalse(
                "containers".equals(System.getProperty("touchline.backing")), "only the embedded services are killed");
    }

    /** Also when another test has just taken something away. */
    @BeforeEach
    void itHasAllThatItNeeds() {
        awaitReady();
        awaitPostgres();
    }

    @Test
    void anInstanceThatJudgesIsReady() {
        health("live").statusCode(200);
        health("started").statusCode(200);
    }

    @Test
    void withoutPostgresItJudgesOnAndOnlyFiltersCannotBeChanged() {
        // given
        Instant inForce = filter("without-postgres");
        // when
        Backing.postgres().kill9();
        try {
            // then
            Survey.of(agent, "r-1", Instant.now())
                    .rated(TOPIC, 1)
                    .receivedAt(inForce)
                    .publish();
            awaitNeeds(1);
            Filters.force("not-now", TOPIC, 25)
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", notNullValue());
            health("ready").statusCode(200).body("checks.find { it.name == 'judges' }.data.degraded", is(true));
        } finally {
            Backing.postgres().restart(SOON);
        }
        awaitPostgres();
    }

    @Test
    void aBrokerThatIsKilledAndComesBackLosesAndDoublesNothing() {
        // given
        Instant inForce = filter("without-kafka");
        Survey first = Survey.of(agent, "r-1", Instant.now()).rated(TOPIC, 1).receivedAt(inForce);
        first.publish();
        awaitNeeds(1);
        // when
        Backing.broker().kill9();
        health("live").statusCode(200);
        Backing.broker().restart(SOON);
        first.publish();
        Survey.of(agent, "r-2", Instant.now())
                .rated(TOPIC, 2)
                .receivedAt(inForce)
                .publish();
        // then
        awaitNeeds(2);
        assertThat(Survey.needsOf(agent))
                .extracting(need -> need.path("cause").path("responseId").asText())
                .containsExactly("r-1", "r-2");
        awaitReady();
    }

    @Test
    void whatWasDoneIsCounted() {
        Instant inForce = filter("counted");
        Survey survey = Survey.of(agent, "r-1", Instant.now()).rated(TOPIC, 1).receivedAt(inForce);
        survey.publish();
        survey.publish();

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(given().get(management + "/metrics").asString())
                                .contains("touchline_responses_evaluated_total ")
                                .contains("touchline_responses_duplicate_total ")
                                .contains("touchline_responses_late_total ")
                                .contains("touchline_flags_total{type=\"raised\"}")
                                .contains("touchline_flags_suppressed_total ")
                                .contains("touchline_dead_letters_total{"));
    }

    @Test
    void howLongTheOutboxWaitsIsShown() throws SQLException {
        try (Connection otherInstance = Backing.connect("alerting");
                var statement = otherInstance.createStatement()) {
            // given another instance that relays, and can't
            statement.execute("SELECT pg_advisory_lock(%d)".formatted(0x70756268L));
            statement.execute("""
                    INSERT INTO outbox (kafka_topic, record_key, event_id, type, created_at)
                    VALUES ('alerting.filters', 'nothing@1', gen_random_uuid(), 'none', now() - interval '1 hour')
                    """);

            await().atMost(SOON).untilAsserted(() -> assertThat(outboxLag()).isBetween(3_600.0, 3_700.0));
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(outboxLag()).isZero());
    }

    /** In seconds. */
    private double outboxLag() {
        return given().get(management + "/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("touchline_outbox_lag_seconds "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    /** A filter without cooldown, so that each poor rating is told. */
    private static Instant filter(String id) {
        return Instant.parse(Filters.force(id, TOPIC, 25).path("effectiveFrom"));
    }

    private void awaitNeeds(int number) {
        await().atMost(SOON).until(() -> Survey.needsOf(agent).size() >= number);
    }

    private void awaitReady() {
        await().atMost(SOON)
                .untilAsserted(() -> health("ready")
                        .statusCode(200)
                        .body("checks.find { it.name == 'judges' }.data.topology", is("running")));
    }

    private void awaitPostgres() {
        await().atMost(SOON)
                .untilAsserted(
                        () -> health("ready").body("checks.find { it.name == 'judges' }.data.degraded", is(false)));
    }

    private ValidatableResponse health(String kind) {
        return given().get(management + "/health/" + kind).then();
    }
}
