package dev.touchline.bench.stack;

import static dev.touchline.local.Json.object;

import dev.touchline.local.Api;
import dev.touchline.local.Service;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Queues of 400 teams with what was closed before, written by SQL into coaching-service's tables as the service itself
 * would have: items, needs, evidence, audit, and the words of what is open; those of closed items are long forgotten.
 */
public final class StoredQueue {
    public static final int TEAMS = 400;

    /** Supervises them all. */
    public static final String SUPERVISOR = "supervisor:queues";

    private static final long CHUNK = 100_000;
    private static final long PATIENCE_NANOS = 30_000_000_000L;
    private static final long PAUSE_MILLIS = 100;

    /** Item i of a team and an agent; open ones have a topic of their own each, so that one is live. */
    private static final String NUMBERED = """
            CREATE TEMPORARY TABLE numbered ON COMMIT DROP AS
            SELECT i, CAST(md5('%1$s-' || i) AS uuid) AS id, '%2$s' || lpad(CAST(i %% %3$d AS text), 3, '0') AS team,
                '%1$s-' || i %% %3$d || '-' || i / %3$d %% 10 AS agent, 't-' || i / %3$d / 10 %% %4$d AS topic,
                now() - (i + 1) * interval '%5$d milliseconds' AS at,
                CASE WHEN %6$s THEN 'open' WHEN i %% 10 < 7 THEN 'completed' WHEN i %% 10 = 7 THEN 'dismissed'
                    WHEN i %% 10 = 8 THEN 'deferred' ELSE 'expired' END AS state, 1 + i %% 3 AS voices
            FROM generate_series(CAST(? AS bigint), CAST(? AS bigint)) AS i
            """;

    private static final List<String> ROWS = List.of("""
            INSERT INTO item (id, kind, agent_id, agent_name, team, topic, severity, state, cause, opened_at, closed_at,
                newest_at, fresh_until, evidence_count, evidence_version, version, priority, reasons)
            SELECT id, 'coaching', agent, 'Agent ' || agent, team, topic, 'normal', state,
                CASE state WHEN 'dismissed' THEN 'duplicate' END, at,
                CASE WHEN state <> 'open' THEN at + interval '2 hours' END, at, at + interval '30 days', voices, 1,
                CASE state WHEN 'open' THEN 1 ELSE 3 END,
                ln(2 * voices) + extract(epoch FROM at) / 3600,
                jsonb_build_array(jsonb_build_object('needId', id, 'seq', 1, 'severity', 'normal',
                    'raisedAt', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'filterId', 'poor-rating',
                    'filterVersion', 3, 'filterName', 'Poor rating', 'sentence',
                    'Rated ' || voices || ' of 5 on ' || topic || ', three answers in the last seven days.',
                    'n', 8, 'poor', voices, 'expected', 0.8))
            FROM numbered
            """, """
            INSERT INTO need (need_id, item_id, kind, agent_id, topic, standing, applied_seq, severity, raised_at,
                newest_at, fresh_until, filter_id, filter_version, filter_name, sentence, n, poor, expected)
            SELECT id, id, 'coaching', agent, topic, true, 1, 'normal', at, at, at + interval '30 days', 'poor-rating',
                3, 'Poor rating', 'Rated ' || voices || ' of 5 on ' || topic || '.', 8, voices, 0.8
            FROM numbered
            """, """
            INSERT INTO evidence (item_id, source, response_id, need_id, score, responded_at)
            SELECT id, 'history', id || '-' || voice, id, 25, at - voice * interval '1 hour'
            FROM numbered CROSS JOIN LATERAL generate_series(1, voices) AS voice
            """, """
            INSERT INTO audit (item_id, version, action, acted_at, acted_by, to_state)
            SELECT id, 1, 'opened', at, 'system', 'open' FROM numbered
            """, """
            INSERT INTO response (source, response_id, event_id, agent_id, responded_at, updated_at, attribution,
                kafka_offset, interaction, ratings, comment, received_at)
            SELECT 'history', id || '-' || voice, id, agent, at - voice * interval '1 hour',
                at - voice * interval '1 hour', 1, i, jsonb_build_object('id', 'c-' || i, 'channel', 'voice', 'endedAt',
                    to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'url', 'https://platform.example/c/' || i),
                jsonb_build_array(
                    jsonb_build_object('topic', 'effort', 'value', 4, 'scale',
                        jsonb_build_object('min', 1, 'max', 5, 'direction', 'higher-is-better'), 'score', 75),
                    jsonb_build_object('topic', topic, 'value', 2, 'scale',
                        jsonb_build_object('min', 1, 'max', 5, 'direction', 'higher-is-better'), 'score', 25)),
                'I had to explain it three times and still did not get an answer that would have helped me.', at
            FROM numbered CROSS JOIN LATERAL generate_series(1, voices) AS voice WHERE state = 'open'
            """, """
            INSERT INTO queue_counter (team, stripe, value)
            SELECT DISTINCT team, i % 16, 1000000 FROM numbered ON CONFLICT DO NOTHING
            """);

    private final String jdbcUrl;

    public StoredQueue(BenchStack stack) {
        this.jdbcUrl = stack.jdbcUrl(Service.COACHING);
    }

    /** The id of one of the 400 teams. */
    public static String team(int number) {
        return "queue-%03d".formatted(number);
    }

    /** Writes the teams into the roster; their agents exist in the queues only. */
    public static void setUpTeams(BenchStack stack, List<String> teams) throws IOException, InterruptedException {
        Api api = stack.api();
        String admin = stack.token("admin");
        for (String team : teams) {
            api.put(
                            "/api/feedback/v1/roster/teams/" + team,
                            admin,
                            object("name", team, "supervisors", List.of(SUPERVISOR), "timeZone", "UTC"))
                    .orFail("Writing a team");
        }
        awaitKnown(stack, teams.getLast());
    }

    /** Returns when coaching-service has heard of the team. */
    public static void awaitKnown(BenchStack stack, String team) throws IOException, InterruptedException {
        String admin = stack.token("admin");
        for (long until = System.nanoTime() + PATIENCE_NANOS; System.nanoTime() < until; Thread.sleep(PAUSE_MILLIS)) {
            if (stack.api()
                    .get("/api/coaching/v1/teams/" + team + "/queue", admin)
                    .ok()) {
                return;
            }
        }
        throw new IOException("coaching-service does not know " + team);
    }

    /** Writes closed items of the last year, and open ones of the last days, in the place of what was there. */
    public void write(long closed, long open) throws IOException {
        run("TRUNCATE item, need, evidence, response, audit CASCADE");
        items("closed", "queue-", TEAMS, "false", 0, closed, 31_536_000_000L / Math.max(1, closed));
        items("open", "queue-", TEAMS, "true", 0, open, 172_800_000L / Math.max(1, open));
        run("VACUUM (ANALYZE) item, need, evidence, audit, response, queue_counter");
    }

    /** Opens items {@code first} to {@code last}, the latter left out, in the one queue of that team. */
    public void open(String team, long first, long last) throws IOException {
        items(team, team.substring(0, team.length() - 3), 1, "true", first, last, 10);
        run("VACUUM (ANALYZE) item, need, evidence, audit, response, queue_counter");
    }

    private void items(String kind, String prefix, int teams, String open, long from, long to, long stepMillis)
            throws IOException {
        int topics = Math.toIntExact(Math.max(1, (to + teams * 10L - 1) / (teams * 10L)));
        String numbered = NUMBERED.formatted(kind, prefix, teams, topics, stepMillis, open);
        try (Connection connection = DriverManager.getConnection(jdbcUrl)) {
            connection.setAutoCommit(false);
            for (long first = from; first < to; first += CHUNK) {
                chunk(connection, numbered, first, Math.min(to, first + CHUNK) - 1);
            }
        } catch (SQLException e) {
            throw new IOException("The queues could not be written", e);
        }
    }

    private static void chunk(Connection connection, String numbered, long first, long last) throws SQLException {
        try (PreparedStatement make = connection.prepareStatement(numbered)) {
            make.setLong(1, first);
            make.setLong(2, last);
            make.execute();
        }
        try (Statement statement = connection.createStatement()) {
            for (String rows : ROWS) {
                statement.execute(rows);
            }
        }
        connection.commit();
    }

    private void run(String sql) throws IOException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IOException("The queues could not be prepared", e);
        }
    }
}
