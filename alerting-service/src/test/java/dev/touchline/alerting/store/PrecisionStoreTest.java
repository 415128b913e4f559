package dev.touchline.alerting.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.touchline.alerting.core.Precision;
import dev.touchline.alerting.store.PrecisionStore.Told;
import dev.touchline.backing.Backing;
import dev.touchline.kit.store.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How items ended is counted once, whatever is told again or at once. */
@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "alerting"))
class PrecisionStoreTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    Database database;

    @Inject
    PrecisionStore store;

    @BeforeEach
    void migrated() {
        await().atMost(SOON).until(database::migrated);
    }

    @Test
    void anItemThatEndsAgainAfterMonthsCountsOnce() {
        // given
        UUID months = UUID.randomUUID();
        UUID years = UUID.randomUUID();
        store.note(List.of(told(months, "kept", 2), told(years, "kept", 2)), Map.of());
        toldBefore(months, 300);
        toldBefore(years, 400);
        await().atMost(SOON).until(() -> !isKnown(years));

        // when
        store.note(List.of(told(months, "kept", 4)), Map.of());

        // then
        assertThat(precision("kept")).isEqualTo(new Precision(2, 2));
    }

    @Test
    void whatTellsAgainAfterItWasTakenBackCountsAsItEndedLast() {
        UUID item = UUID.randomUUID();
        store.note(List.of(told(item, "still", 2), told(item, "no-longer", 2)), Map.of());

        store.note(List.of(told(item, "still", 4)), Map.of(item, 3L));

        assertThat(precision("still")).isEqualTo(new Precision(1, 1));
        assertThat(precision("no-longer")).isEqualTo(Precision.NONE);
    }

    @Test
    void whoTakesBackAndTellsDoesNotLockOutWhoTellsOfTheSameFilters() throws Exception {
        UUID ofLater = UUID.randomUUID();
        store.note(List.of(told(ofLater, "lock-b", 2), told(UUID.randomUUID(), "lock-a", 2)), Map.of());

        CompletableFuture<Void> both = database.jdbi().inTransaction(other -> {
            other.execute("SELECT FROM filter_precision WHERE filter_id = 'lock-a' FOR UPDATE");
            CompletableFuture<Void> noted = CompletableFuture.runAsync(
                    () -> store.note(List.of(told(UUID.randomUUID(), "lock-a", 2)), Map.of(ofLater, 3L)));
            await().atMost(SOON).until(this::isSomebodyWaiting);
            assertThatCode(() ->
                            other.execute("SELECT FROM filter_precision WHERE filter_id = 'lock-b' FOR UPDATE NOWAIT"))
                    .doesNotThrowAnyException();
            return noted;
        });

        both.get(SOON.toSeconds(), TimeUnit.SECONDS);
        assertThat(precision("lock-a")).isEqualTo(new Precision(2, 2));
        assertThat(precision("lock-b")).isEqualTo(Precision.NONE);
    }

    private static Told told(UUID item, String filter, long version) {
        return new Told(item, filter, 1, version, true);
    }

    private Precision precision(String filter) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT judged, agents FROM filter_precision WHERE filter_id = :filter")
                        .bind("filter", filter)
                        .map((row, context) -> new Precision(row.getLong("judged"), row.getLong("agents")))
                        .one());
    }

    private boolean isKnown(UUID item) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM judged_item WHERE item_id = :item")
                                .bind("item", item)
                                .mapTo(Long.class)
                                .one()
                        > 0);
    }

    private void toldBefore(UUID item, int days) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate(
                                "UPDATE judged_item SET told_at = now() - make_interval(days => :days) WHERE item_id = :item")
                        .bind("days", days)
                        .bind("item", item)
                        .execute());
    }

    private boolean isSomebodyWaiting() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM pg_stat_activity"
                                        + " WHERE datname = current_database() AND wait_event_type = 'Lock'")
                                .mapTo(Long.class)
                                .one()
                        > 0);
    }
}
