package dev.touchline.alerting.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Backtests: what was asked, how far it is, what came out. All instances see the same. */
@Singleton
public class BacktestStore {
    /** Most that run at once, over all instances. */
    public static final int MOST_RUNNING = 2;

    /** After that much silence the instance that worked on it is taken to be gone. */
    public static final Duration SILENCE = Duration.ofMinutes(1);

    /** How long one is kept that no version of a filter refers to. */
    private static final Duration KEPT = Duration.ofDays(90);

    private static final int LISTED = 100;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Database database;

    BacktestStore(Database database) {
        this.database = database;
    }

    /** Adds a running one, unless too many run already. */
    public boolean start(UUID id, JsonNode rule, JsonNode request, String by) {
        return database.jdbi().inTransaction(handle -> {
            lock(handle);
            giveUpSilent(handle);
            forgetOld(handle);
            return running(handle) < MOST_RUNNING && insert(handle, id, rule, request, by);
        });
    }

    public Optional<Backtest> find(UUID id) {
        return database.jdbi().inTransaction(handle -> {
            giveUpSilent(handle);
            return handle.createQuery("""
                            SELECT id, request::text AS request, state, started_by, started_at, finished_at,
                                   records_read, records, problem, result::text AS result
                            FROM backtest WHERE id = :id
                            """)
                    .bind("id", id)
                    .map(BacktestStore::row)
                    .findOne();
        });
    }

    /** The newest ones, without their results. */
    public List<Backtest> newest() {
        return database.jdbi().inTransaction(handle -> {
            giveUpSilent(handle);
            return handle.createQuery("""
                            SELECT id, request::text AS request, state, started_by, started_at, finished_at,
                                   records_read, records, problem, NULL AS result
                            FROM backtest ORDER BY started_at DESC, id LIMIT :most
                            """)
                    .bind("most", LISTED)
                    .map(BacktestStore::row)
                    .list();
        });
    }

    /** The newest one that judged something by that rule and came to its end; uses backtest_of_rule. */
    public Optional<UUID> passed(JsonNode rule) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT id FROM backtest WHERE rule = :rule::jsonb AND state = 'done' AND judged > 0
                        ORDER BY finished_at DESC LIMIT 1
                        """)
                        .bind("rule", rule.toString())
                        .mapTo(UUID.class)
                        .findOne());
    }

    /** Says how far it is, and that it is alive; answers whether it should go on. */
    public boolean progress(UUID id, long recordsRead, long records) {
        return database.jdbi()
                        .withHandle(handle -> handle.createUpdate("""
                        UPDATE backtest SET records_read = :read, records = :records, alive_at = now()
                        WHERE id = :id AND state = 'running'
                        """)
                                .bind("id", id)
                                .bind("read", recordsRead)
                                .bind("records", records)
                                .execute())
                == 1;
    }

    /** @param judged how many responses a filter looked at */
    public void done(UUID id, long records, long judged, JsonNode result) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("""
                        UPDATE backtest SET state = 'done', finished_at = now(), records_read = :records,
                               records = :records, judged = :judged, result = :result::jsonb
                        WHERE id = :id AND state = 'running'
                        """)
                        .bind("id", id)
                        .bind("records", records)
                        .bind("judged", judged)
                        .bind("result", result.toString())
                        .execute());
    }

    public void failed(UUID id, String problem) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("""
                        UPDATE backtest SET state = 'failed', finished_at = now(), problem = :problem
                        WHERE id = :id AND state = 'running'
                        """)
                        .bind("id", id)
                        .bind("problem", problem)
                        .execute());
    }

    /** Whoever works on it notices within a second or two. */
    public void cancel(UUID id) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("""
                        UPDATE backtest SET state = 'cancelled', finished_at = now()
                        WHERE id = :id AND state = 'running'
                        """).bind("id", id).execute());
    }

    private static boolean insert(Handle handle, UUID id, JsonNode rule, JsonNode request, String by) {
        return handle.createUpdate("""
                        INSERT INTO backtest (id, rule, request, state, started_by, started_at, alive_at)
                        VALUES (:id, :rule::jsonb, :request::jsonb, 'running', :by, now(), now())
                        """)
                        .bind("id", id)
                        .bind("rule", rule.toString())
                        .bind("request", request.toString())
                        .bind("by", by)
                        .execute()
                == 1;
    }

    private static int running(Handle handle) {
        return handle.createQuery("SELECT count(*) FROM backtest WHERE state = 'running'")
                .mapTo(Integer.class)
                .one();
    }

    /** Uses backtest_running. */
    private static void giveUpSilent(Handle handle) {
        handle.createUpdate("""
                        UPDATE backtest SET state = 'failed', finished_at = now(),
                               problem = 'the instance that worked on it went away; start it again'
                        WHERE state = 'running' AND alive_at < now() - make_interval(secs => :silence)
                        """).bind("silence", SILENCE.toSeconds()).execute();
    }

    private static void forgetOld(Handle handle) {
        handle.createUpdate("""
                        DELETE FROM backtest WHERE finished_at < now() - make_interval(secs => :kept)
                        AND NOT EXISTS (SELECT FROM filter_version WHERE backtest_id = backtest.id)
                        """).bind("kept", KEPT.toSeconds()).execute();
    }

    private static void lock(Handle handle) {
        handle.createQuery("SELECT pg_advisory_xact_lock(hashtextextended('backtests', 0))::text")
                .mapTo(String.class)
                .one();
    }

    private static Backtest row(ResultSet rs, StatementContext context) throws SQLException {
        String result = rs.getString("result");
        return new Backtest(
                rs.getObject("id", UUID.class),
                tree(rs.getString("request")),
                Backtest.State.valueOf(rs.getString("state").toUpperCase(Locale.ROOT)),
                rs.getString("started_by"),
                rs.getObject("started_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(rs.getObject("finished_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                rs.getLong("records_read"),
                rs.getLong("records"),
                Optional.ofNullable(rs.getString("problem")),
                result == null ? Optional.empty() : Optional.of(tree(result)));
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("PostgreSQL keeps valid JSON only", e);
        }
    }
}
