package dev.touchline.feedback.store;

import dev.touchline.feedback.core.source.Source;
import dev.touchline.feedback.core.source.SourceKey;
import dev.touchline.feedback.kafka.SourceWire;
import dev.touchline.kit.outbox.Outbox;
import dev.touchline.kit.outbox.OutboxRelay;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** Changes sources, the truth about which is in PostgreSQL; each change leaves word in the outbox. */
@Singleton
public class SourceService {
    private final Database database;
    private final OutboxRelay relay;

    SourceService(Database database, OutboxRelay relay) {
        this.database = database;
        this.relay = relay;
    }

    /** What became of a wish to change a source. */
    public sealed interface Outcome {
        /** It is so, or was so already. */
        record Saved(Source source) implements Outcome {}

        /** A key was made; this is the only time that anybody sees it. */
        record SavedWithKey(Source source, String key) implements Outcome {}

        /** It has changed since the caller read it. */
        record Stale(long current) implements Outcome {}

        /** It has as many keys as it can have; one must be revoked first. */
        record Full(Source source) implements Outcome {}

        /** There is no such source. */
        record Missing() implements Outcome {}

        /** The source has no such key. */
        record MissingKey() implements Outcome {}
    }

    /**
     * Creates a source with a key, or renames one.
     *
     * @param expected the version that the caller saw, 0 for none; empty: whatever it is
     */
    public Outcome put(String id, String name, OptionalLong expected) {
        return change(handle -> {
            Source known = find(handle, id).orElse(null);
            long version = known == null ? 0 : known.version();
            if (expected.isPresent() && expected.getAsLong() != version) {
                return new Outcome.Stale(version);
            }
            if (known == null) {
                return withKey(handle, new Source(id, name, List.of(), 0));
            }
            return new Outcome.Saved(known.name().equals(name) ? known : save(handle, known.renamed(name)));
        });
    }

    /** Makes one more key. */
    public Outcome addKey(String id) {
        return change(handle -> find(handle, id)
                .<Outcome>map(source -> source.hasAllKeys() ? new Outcome.Full(source) : withKey(handle, source))
                .orElseGet(Outcome.Missing::new));
    }

    /**
     * Ends a key.
     *
     * @param keyId as in {@link SourceKey#id}
     */
    public Outcome revokeKey(String id, String keyId) {
        return change(handle -> find(handle, id)
                .map(source -> source.key(keyId)
                        .<Outcome>map(key -> new Outcome.Saved(save(handle, source.withoutKey(key))))
                        .orElseGet(Outcome.MissingKey::new))
                .orElseGet(Outcome.Missing::new));
    }

    @FunctionalInterface
    private interface Work {
        Outcome on(Handle handle);
    }

    private Outcome change(Work work) {
        Outcome outcome = database.jdbi().inTransaction(handle -> {
            handle.execute("LOCK TABLE source IN SHARE ROW EXCLUSIVE MODE");
            return work.on(handle);
        });
        relay.nudge();
        return outcome;
    }

    private static Outcome withKey(Handle handle, Source source) {
        String key = SourceKeys.random();
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
        return new Outcome.SavedWithKey(save(handle, source.withKey(new SourceKey(SourceKeys.hash(key), now))), key);
    }

    private static Source save(Handle handle, Source source) {
        handle.createUpdate("""
                        INSERT INTO source (id, name, version) VALUES (:id, :name, :version)
                        ON CONFLICT (id) DO UPDATE SET name = excluded.name, version = excluded.version
                        """)
                .bind("id", source.id())
                .bind("name", source.name())
                .bind("version", source.version())
                .execute();
        handle.createUpdate("DELETE FROM source_key WHERE source_id = :id AND hash <> ALL(:live)")
                .bind("id", source.id())
                .bindArray(
                        "live",
                        String.class,
                        source.keys().stream().map(SourceKey::hash).toList())
                .execute();
        for (SourceKey key : source.keys()) {
            handle.createUpdate("""
                            INSERT INTO source_key (hash, source_id, created_at) VALUES (:hash, :id, :at)
                            ON CONFLICT (hash) DO NOTHING
                            """)
                    .bind("hash", key.hash())
                    .bind("id", source.id())
                    .bind("at", key.createdAt())
                    .execute();
        }
        Outbox.append(handle, SourceWire.row(source));
        return source;
    }

    private static Optional<Source> find(Handle handle, String id) {
        List<SourceKey> keys = handle.createQuery(
                        "SELECT hash, created_at FROM source_key WHERE source_id = :id ORDER BY created_at")
                .bind("id", id)
                .map((row, context) -> new SourceKey(
                        row.getString("hash"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list();
        return handle.createQuery("SELECT name, version FROM source WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> new Source(id, row.getString("name"), keys, row.getLong("version")))
                .findOne();
    }
}
