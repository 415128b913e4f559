package dev.touchline.feedback.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchline.backing.Backing;
import dev.touchline.feedback.read.Survey;
import dev.touchline.kit.store.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "feedback"))
class WordsExpiryTest {
    private static final Instant LONG_AGO = Instant.parse("2026-06-01T12:00:00Z");

    private final String agent = "a-" + UUID.randomUUID();

    @Inject
    WordsExpiry expiry;

    @Inject
    Database database;

    @BeforeEach
    void aDatabase() {
        await().atMost(Duration.ofSeconds(60)).until(database::migrated);
    }

    @Test
    void wordsThatAreTooOldGoAndTheRestStays() {
        publish("old", LONG_AGO);
        publish("young", LONG_AGO.plus(Duration.ofDays(1)));
        await().atMost(Duration.ofSeconds(60)).until(() -> told("comment").size() == 2);
        sweptUntil(LONG_AGO.minus(Duration.ofDays(2)));

        long gone = expiry.sweep(LONG_AGO.plus(Duration.ofHours(3)));

        assertThat(gone).isEqualTo(1);
        assertThat(told("comment")).containsExactly("old null", "young Words");
        assertThat(told("customer_ref")).containsExactly("old null", "young someone");
        assertThat(told("interaction IS NULL")).containsExactly("old true", "young false");
        assertThat(told("ratings IS NULL")).containsExactly("old false", "young false");
        assertThat(expiry.sweep(LONG_AGO.plus(Duration.ofHours(3)))).isZero();
    }

    @Test
    void wordsThatComeTooLateAreNotTakenIn() {
        publish("ancient", Instant.parse("2020-01-01T00:00:00Z"));

        await().atMost(Duration.ofSeconds(60)).until(() -> told("comment").equals(List.of("ancient null")));
        assertThat(told("ratings IS NULL")).containsExactly("ancient false");
    }

    private void publish(String responseId, Instant receivedAt) {
        Survey.publish(agent, responseId, event -> {
            event.put("receivedAt", receivedAt.toString()).put("comment", "Words");
            event.withObject("/customer").put("ref", "someone");
        });
    }

    private List<String> told(String column) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT concat_ws(' ', response_id, coalesce((" + column
                                + ")::text, 'null')) FROM response WHERE agent_id = :agent ORDER BY 1")
                        .bind("agent", agent)
                        .mapTo(String.class)
                        .list());
    }

    private void sweptUntil(Instant until) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("UPDATE words_swept SET until = :until")
                        .bind("until", until)
                        .execute());
    }
}
