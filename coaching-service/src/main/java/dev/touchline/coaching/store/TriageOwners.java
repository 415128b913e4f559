package dev.touchline.coaching.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.touchline.coaching.core.triage.Owners;
import dev.touchline.coaching.core.triage.Owners.Owner;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.LongFunction;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Table {@code triage_owners}: one list. */
@Singleton
public class TriageOwners {
    private static final TypeReference<List<Owner>> LIST = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();
    private static final Listed NONE = new Listed(new Owners(List.of()), 0, null, null);

    private final Database database;
    private final Clock clock;

    TriageOwners(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * The list as it stands.
     *
     * @param version 0 before anybody set it; then it says neither when nor by whom
     */
    public record Listed(
            Owners owners,
            long version,
            @Nullable Instant changedAt,
            @Nullable String changedBy) {}

    public Listed get() {
        return database.jdbi().withHandle(TriageOwners::get);
    }

    /**
     * Sets the list in place of the one that the caller saw.
     *
     * @param stale what is thrown, given the current version, when it is another by now
     */
    public Listed put(Owners owners, long seen, String by, LongFunction<? extends RuntimeException> stale) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.jdbi().inTransaction(handle -> {
            int written = handle.createUpdate("""
                            INSERT INTO triage_owners (version, owners, changed_at, changed_by)
                            SELECT :seen + 1, CAST(:owners AS jsonb), CAST(:now AS timestamptz), :by
                            WHERE :seen = COALESCE((SELECT version FROM triage_owners), 0)
                            ON CONFLICT (one) DO UPDATE SET version = excluded.version, owners = excluded.owners,
                                changed_at = excluded.changed_at, changed_by = excluded.changed_by
                            WHERE triage_owners.version = :seen
                            """)
                    .bind("seen", seen)
                    .bind("owners", write(owners))
                    .bind("now", now)
                    .bind("by", by)
                    .execute();
            if (written == 0) {
                throw stale.apply(get(handle).version());
            }
            return get(handle);
        });
    }

    private static Listed get(Handle handle) {
        return handle.createQuery("SELECT version, owners, changed_at, changed_by FROM triage_owners")
                .map((row, _) -> new Listed(
                        read(row.getString("owners")),
                        row.getLong("version"),
                        Sql.instant(row, "changed_at"),
                        row.getString("changed_by")))
                .findOne()
                .orElse(NONE);
    }

    private static String write(Owners owners) {
        try {
            return JSON.writeValueAsString(owners.all());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Owners are plain texts", e);
        }
    }

    private static Owners read(String json) {
        try {
            return new Owners(JSON.readValue(json, LIST));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The database holds JSON that is no list of owners", e);
        }
    }
}
