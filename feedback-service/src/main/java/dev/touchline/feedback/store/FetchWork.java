package dev.touchline.feedback.store;

import dev.touchline.feedback.core.fetch.FetchBudget;
import dev.touchline.feedback.json.HeldDelivery.ItemCause;
import dev.touchline.feedback.json.HeldReader;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * The fetch-backs in the table {@code quarantine}, handed out to one worker at a time, and the table
 * {@code fetch_budget}. Handing out pays for the attempt in the same transaction: whatever becomes of the worker, the
 * platform is not asked more often than it may be. Who does not come back within the lease is taken for dead.
 */
@Singleton
public class FetchWork {
    private final Database database;

    FetchWork(Database database) {
        this.database = database;
    }

    /**
     * A response that is to be fetched.
     *
     * @param receivedAt of its notice
     * @param attempt from 1, the one that this is
     */
    public record Job(UUID id, String source, String surveyId, String responseId, Instant receivedAt, int attempt) {}

    /** How often a source may be asked, on all instances together. */
    public record Allowed(String source, int perMinute, int perDay) {}

    /** What a worker gets. */
    public sealed interface Claim {
        /** Something to fetch. */
        record Taken(Job job) implements Claim {}

        /** Nothing may be asked of that source before then. */
        record NotBefore(Instant at) implements Claim {}

        /** Nothing is due. */
        record Nothing() implements Claim {}
    }

    /**
     * What is not fetched yet.
     *
     * @param waiting will be asked for
     * @param givenUp waits for a person
     */
    public record Counts(long waiting, long givenUp) {}

    /** Those of these sources for which something is due and that may be asked. Uses quarantine_to_fetch. */
    public List<String> due(List<String> sources, Instant now) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT asked.source FROM unnest(CAST(:sources AS text[])) AS asked (source)
                        WHERE EXISTS (
                            SELECT 1 FROM quarantine AS each
                            WHERE each.source = asked.source AND kind = 'fetch-back' AND state = 'quarantined'
                              AND fetch_due_at <= :now)
                          AND NOT EXISTS (
                            SELECT 1 FROM fetch_budget AS budget
                            WHERE budget.source = asked.source AND next_at > :now)
                        """)
                        .bindArray("sources", String.class, sources)
                        .bind("now", now)
                        .mapTo(String.class)
                        .list());
    }

    /**
     * Takes what is due the longest. Uses quarantine_to_fetch.
     *
     * @param lease after which another worker may take it
     */
    public Claim claim(Allowed allowed, Instant now, Duration lease) {
        return database.jdbi().inTransaction(handle -> {
            FetchBudget known = budget(handle, allowed.source());
            return switch (known.spend(now, allowed.perMinute(), allowed.perDay())) {
                case FetchBudget.Answer.NotBefore(Instant at) -> new Claim.NotBefore(at);
                case FetchBudget.Answer.Yes(FetchBudget then) ->
                    begin(handle, allowed.source(), now, lease)
                            .<Claim>map(job -> {
                                save(handle, allowed.source(), then);
                                return new Claim.Taken(job);
                            })
                            .orElseGet(Claim.Nothing::new);
            };
        });
    }

    /** Notes that it was taken, as these events. */
    public void fetched(Job job, List<UUID> events, Instant now) {
        update(job, """
                state = 'redriven', settled_at = :now, causes = NULL, fetch_due_at = NULL,
                redriven_as = CAST(:events AS uuid[])""", statement -> statement.bind("now", now).bindArray("events", UUID.class, events));
    }

    /**
     * Notes that it is tried again.
     *
     * @param holdsSource whether nothing is asked of the source before then
     */
    public void retry(Job job, Instant at, boolean holdsSource, String detail) {
        database.jdbi().useTransaction(handle -> {
            update(
                    handle,
                    job,
                    "fetch_due_at = :at, causes = CAST(:causes AS json)",
                    statement -> statement.bind("at", at).bind("causes", causes(detail)));
            if (holdsSource) {
                handle.createUpdate("""
                                UPDATE fetch_budget SET next_at = greatest(next_at, :at) WHERE source = :source
                                """)
                        .bind("at", at)
                        .bind("source", job.source())
                        .execute();
            }
        });
    }

    /** Notes that it is tried again, and that the attempt does not count: what failed is ours. */
    public void putBack(Job job, Instant at, String detail) {
        update(
                job,
                "fetch_due_at = :at, causes = CAST(:causes AS json), fetch_attempts = fetch_attempts - 1",
                statement -> statement.bind("at", at).bind("causes", causes(detail)));
    }

    /** Notes that a person must look. */
    public void giveUp(Job job, String reason, String detail) {
        update(
                job,
                "fetch_due_at = NULL, reason = :reason, causes = CAST(:causes AS json)",
                statement -> statement.bind("reason", reason).bind("causes", causes(detail)));
    }

    /**
     * Notes that a person must look at the mapping.
     *
     * @param events those that could be made of a part of it
     * @param fetched what the platform answered, kept so that the mapping can be mended
     */
    public void giveUp(
            Job job, String reason, List<ItemCause> causes, long mappingVersion, List<UUID> events, byte[] fetched) {
        update(
                job,
                """
                fetch_due_at = NULL, reason = :reason, causes = CAST(:causes AS json), body = :body,
                mapping_version = :mappingVersion, redriven_as = CAST(:events AS uuid[])""",
                statement -> statement
                        .bind("reason", reason)
                        .bind("causes", HeldReader.causes(causes))
                        .bind("body", fetched)
                        .bind("mappingVersion", mappingVersion)
                        .bindArray("events", UUID.class, events));
    }

    /** How much is not fetched yet. Uses quarantine_to_fetch. */
    public Counts counts() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT count(fetch_due_at) AS waiting, count(*) - count(fetch_due_at) AS given_up
                        FROM quarantine WHERE kind = 'fetch-back' AND state = 'quarantined'
                        """)
                        .map((row, context) -> new Counts(row.getLong("waiting"), row.getLong("given_up")))
                        .one());
    }

    @FunctionalInterface
    private interface Binding {
        Update on(Update statement);
    }

    private void update(Job job, String set, Binding binding) {
        database.jdbi().useHandle(handle -> update(handle, job, set, binding));
    }

    /** Only while the attempt is this worker's: who comes back after the lease changes nothing any more. */
    private static void update(Handle handle, Job job, String set, Binding binding) {
        Update statement = handle.createUpdate("""
                        UPDATE quarantine SET %s
                        WHERE event_id = :id AND state = 'quarantined'
                          AND fetch_due_at IS NOT NULL AND fetch_attempts = :attempt
                        """.formatted(set));
        binding.on(statement)
                .bind("id", job.id())
                .bind("attempt", job.attempt())
                .execute();
    }

    private static FetchBudget budget(Handle handle, String source) {
        handle.createUpdate("""
                        INSERT INTO fetch_budget (source, next_at, hour, used) VALUES (:source, :nextAt, 0, '{}')
                        ON CONFLICT (source) DO NOTHING
                        """)
                .bind("source", source)
                .bind("nextAt", Instant.EPOCH)
                .execute();
        return handle.createQuery("SELECT next_at, hour, used FROM fetch_budget WHERE source = :source FOR UPDATE")
                .bind("source", source)
                .map((row, context) ->
                        new FetchBudget(at(row, "next_at"), row.getLong("hour"), numbers(row.getArray("used"))))
                .one();
    }

    private static void save(Handle handle, String source, FetchBudget budget) {
        handle.createUpdate(
                        "UPDATE fetch_budget SET next_at = :nextAt, hour = :hour, used = :used WHERE source = :source")
                .bind("nextAt", budget.nextAt())
                .bind("hour", budget.hour())
                .bindArray("used", Integer.class, budget.used())
                .bind("source", source)
                .execute();
    }

    private static Optional<Job> begin(Handle handle, String source, Instant now, Duration lease) {
        return handle.createQuery("""
                        UPDATE quarantine SET fetch_attempts = fetch_attempts + 1, fetch_due_at = :lease
                        WHERE event_id = (
                            SELECT event_id FROM quarantine
                            WHERE source = :source AND kind = 'fetch-back' AND state = 'quarantined'
                              AND fetch_due_at <= :now
                            ORDER BY fetch_due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING event_id, source, survey_id, response_id, received_at, fetch_attempts
                        """)
                .bind("source", source)
                .bind("now", now)
                .bind("lease", now.plus(lease))
                .map((row, context) -> job(row))
                .findOne();
    }

    private static Job job(ResultSet row) throws SQLException {
        return new Job(
                row.getObject("event_id", UUID.class),
                row.getString("source"),
                row.getString("survey_id"),
                row.getString("response_id"),
                at(row, "received_at"),
                row.getInt("fetch_attempts"));
    }

    private static String causes(String detail) {
        return HeldReader.causes(List.of(new ItemCause(0, "", detail)));
    }

    private static List<Integer> numbers(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((Integer[]) array.getArray());
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
