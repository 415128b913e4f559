package dev.touchline.feedback.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchline.backing.Backing;
import dev.touchline.feedback.config.FeedbackConfig;
import dev.touchline.kit.store.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "feedback"))
class KeyUsesTest {
    @Inject
    Database database;

    @Inject
    FeedbackConfig config;

    @Inject
    SourceService sources;

    private final String source = "source-" + UUID.randomUUID();

    @BeforeEach
    void aDatabase() {
        await().atMost(Duration.ofSeconds(60)).until(database::migrated);
    }

    @Test
    void whatOneInstanceSawAnotherTells() {
        String hash = keyOf(source);
        KeyUses here = new KeyUses(database, config);
        KeyUses elsewhere = new KeyUses(database, config);
        here.used(hash);
        elsewhere.write();
        assertThat(elsewhere.lastUsed(hash)).isNull();

        here.write();
        elsewhere.write();

        assertThat(elsewhere.lastUsed(hash)).isNotNull().isEqualTo(here.lastUsed(hash));
    }

    @Test
    void aUseIsWrittenOnceAndNeverBackInTime() {
        String hash = keyOf(source);
        KeyUses uses = new KeyUses(database, config);
        uses.used(hash);
        uses.write();
        Instant later = Instant.parse("2100-01-01T00:00:00Z");
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("UPDATE source_key SET last_used_at = :at WHERE hash = :hash")
                        .bind("at", later)
                        .bind("hash", hash)
                        .execute());

        uses.used(hash);
        uses.write();

        assertThat(uses.lastUsed(hash)).isEqualTo(later);
    }

    @Test
    void aRevokedKeyIsForgotten() {
        String hash = keyOf(source);
        KeyUses uses = new KeyUses(database, config);
        uses.used(hash);
        sources.revokeKey(source, hash.substring(0, 12), "admin");

        uses.write();

        assertThat(uses.lastUsed(hash)).isNull();
    }

    private String keyOf(String id) {
        return switch (sources.put(
                id, new SourceChange("Platform", null, null, null, null, null), OptionalLong.empty(), "admin")) {
            case SourceService.Outcome.SavedWithKey(var made, String key) -> SourceKeys.hash(key);
            case SourceService.Outcome other -> throw new AssertionError("Expected a key, was " + other);
        };
    }
}
