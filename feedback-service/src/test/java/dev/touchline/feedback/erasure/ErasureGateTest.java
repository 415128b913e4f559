package dev.touchline.feedback.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchline.backing.Backing;
import dev.touchline.feedback.core.erasure.ResponseName;
import dev.touchline.feedback.erasure.ErasureGate.Arrival;
import dev.touchline.feedback.read.Survey;
import dev.touchline.kit.store.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.core.ConditionFactory;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "feedback"))
class ErasureGateTest {
    private final String customer = "customer-" + UUID.randomUUID();
    private final String source = "s-" + UUID.randomUUID();

    @Inject
    Database database;

    @Inject
    Erasures erasures;

    @BeforeEach
    void aDatabase() {
        await().atMost(Duration.ofSeconds(60)).until(database::migrated);
    }

    @Test
    void anErasureWaitsForABatchThatIsBeingWrittenAndErasesItToo() {
        aRow("committed");
        CompletableFuture<Erasure> erasing = database.jdbi().inTransaction(handle -> {
            assertThat(passing(handle, "late", Instant.now())).isEmpty();
            handle.execute("""
                    INSERT INTO response (responded_at, updated_at, received_at, event_id, attribution, source,
                        response_id, agent_id, team, topics, ratings, customer_ref, comment)
                    SELECT responded_at, updated_at, received_at, event_id, attribution, source, 'late', agent_id, team,
                        topics, ratings, ?, comment
                    FROM response WHERE source = ?
                    """, customer, source);
            CompletableFuture<Erasure> begun = CompletableFuture.supplyAsync(() -> erase(Instant.now()));
            patiently().until(ErasureGateTest::somebodyWaits);
            return begun;
        });

        assertThat(erasing.join().responses()).isEqualTo(1);
        assertThat(count("SELECT count(comment) FROM response WHERE source = ? AND response_id = 'late'"))
                .isZero();
    }

    @Test
    void aCustomerIsKnownByTheReferenceForWhatCameBeforeAndByTheIdForWhatComesAfter() {
        Instant now = Instant.now();
        erase(now);

        assertThat(arriving("after", now.plusSeconds(1))).isEmpty();
        assertThat(arriving("before", now.minusSeconds(1))).containsExactly(new ResponseName(source, "before"));
        assertThat(arriving("before", now.plusSeconds(1))).containsExactly(new ResponseName(source, "before"));
    }

    private Erasure erase(Instant at) {
        return erasures.erase(customer, null, "admin", at);
    }

    private Set<ResponseName> arriving(String responseId, Instant receivedAt) {
        return database.jdbi().inTransaction(handle -> passing(handle, responseId, receivedAt));
    }

    private Set<ResponseName> passing(Handle handle, String responseId, Instant receivedAt) {
        return ErasureGate.erased(
                handle, List.of(new ResponseName(source, responseId)), name -> new Arrival(name, customer, receivedAt));
    }

    private void aRow(String responseId) {
        Survey.publish(source, responseId, event -> {});
        patiently().until(() -> count("SELECT count(*) FROM response WHERE source = ?") == 1);
    }

    private int count(String sql) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(sql)
                        .bind(0, source)
                        .mapTo(Integer.class)
                        .one());
    }

    private static boolean somebodyWaits() throws SQLException {
        try (Connection connection = Backing.connect("feedback");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ExclusiveLock' AND NOT granted")) {
            return result.next();
        }
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60)).ignoreExceptions();
    }
}
