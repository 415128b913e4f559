package dev.touchline.feedback.store;

import dev.touchline.feedback.config.Secrets;
import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.core.source.Source;
import dev.touchline.feedback.core.source.SourceKey;
import dev.touchline.feedback.core.source.SourceSettings;
import dev.touchline.feedback.kafka.SourceWire;
import dev.touchline.kit.outbox.Outbox;
import dev.touchline.kit.outbox.OutboxRelay;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Changes sources, the truth about which is in PostgreSQL; each change leaves word in the outbox. */
@Singleton
public class SourceService {
    private static final int HISTORY = 100;

    private final Database database;
    private final OutboxRelay relay;
    private final Secrets secrets;

    SourceService(Database database, OutboxRelay relay, Secrets secrets) {
        this.database = database;
        this.relay = relay;
        this.secrets = secrets;
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

        /** It can't be like that, for all of these reasons. */
        record Refused(List<Flaw> flaws) implements Outcome {}

        /** There is no such source. */
        record Missing() implements Outcome {}

        /** The source has no such key. */
        record MissingKey() implements Outcome {}
    }

    /**
     * Creates a source with a key, or changes one.
     *
     * @param expected the version that the caller saw, 0 for none; empty: whatever it is
     * @param by who wants it
     */
    public Outcome put(String id, SourceChange wanted, OptionalLong expected, String by) {
        Instant now = now();
        return change(handle -> {
            Source known = SourceTables.find(handle, id).orElse(null);
            long version = known == null ? 0 : known.version();
            if (expected.isPresent() && expected.getAsLong() != version) {
                return new Outcome.Stale(version);
            }
            SourceSettings before = known == null ? SourceSettings.NONE : known.settings();
            SettingsRules rules = new SettingsRules(id, before, wanted, secrets, now);
            SourceSettings settings = rules.settings();
            if (!rules.flaws().isEmpty()) {
                return new Outcome.Refused(rules.flaws());
            }
            if (known == null) {
                return withKey(handle, new Source(id, wanted.name(), List.of(), settings, 0), by);
            }
            boolean same = known.name().equals(wanted.name()) && before.equals(settings);
            return new Outcome.Saved(same ? known : save(handle, known.changed(wanted.name(), settings), by));
        });
    }

    /** The mappings that a source has had, the newest first. */
    public List<Written> mappings(String id) {
        return database.jdbi()
                .withHandle(handle -> SourceTables.mappings(handle, id, HISTORY).stream()
                        .map(written -> new Written(
                                written.mapping().version(), written.mapping().yaml(), written.at(), written.by()))
                        .toList());
    }

    /**
     * A mapping as somebody wrote it.
     *
     * @param yaml null: the mapping was removed
     */
    public record Written(long version, @Nullable String yaml, Instant at, String by) {}

    /** How many deliveries of a source, fetched ones too, wait for a mapping that understands them. */
    public long waiting(String id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT count(*) FROM quarantine
                        WHERE source = :source AND state = 'quarantined' AND body IS NOT NULL
                        """)
                        .bind("source", id)
                        .mapTo(Long.class)
                        .one());
    }

    /** Makes one more key. */
    public Outcome addKey(String id, String by) {
        return change(handle -> SourceTables.find(handle, id)
                .<Outcome>map(source -> source.hasAllKeys() ? new Outcome.Full(source) : withKey(handle, source, by))
                .orElseGet(Outcome.Missing::new));
    }

    /**
     * Ends a key.
     *
     * @param keyId as in {@link SourceKey#id}
     */
    public Outcome revokeKey(String id, String keyId, String by) {
        return change(handle -> SourceTables.find(handle, id)
                .map(source -> source.key(keyId)
                        .<Outcome>map(key -> new Outcome.Saved(save(handle, source.withoutKey(key), by)))
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

    private static Outcome withKey(Handle handle, Source source, String by) {
        String key = SourceKeys.random();
        SourceKey hashed = new SourceKey(SourceKeys.hash(key), now());
        return new Outcome.SavedWithKey(save(handle, source.withKey(hashed), by), key);
    }

    private static Source save(Handle handle, Source source, String by) {
        SourceTables.save(handle, source, by, now());
        Outbox.append(handle, SourceWire.row(source));
        return source;
    }

    /** As PostgreSQL keeps it. */
    private static Instant now() {
        return Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
    }
}
