package dev.touchline.bench.stack;

import static dev.touchline.local.Json.object;

import dev.touchline.local.Api;
import dev.touchline.local.Service;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Years of responses in the read model, written by SQL: through Kafka the largest history would take many minutes more.
 * Rows, keys and sums are what the service would have written; the sums are recounted from the rows. The newest
 * response is number 0, so a longer history has the same last month as a shorter one.
 */
public final class StoredHistory {
    /** The team that is asked for, with as many agents as a heat map is to show. */
    public static final String TEAM = "heat-00";

    public static final int TEAM_SIZE = 50;
    public static final int TOPICS = 6;

    /** How far back the longest history reaches. */
    private static final int DAYS = 730;

    private static final int AGENTS = 20 * TEAM_SIZE;
    private static final long CHUNK = 250_000;

    private static final String NUMBERED = """
            FROM (SELECT i, %d + i %% %d AS agent, timestamptz '%s' - i * interval '%d microseconds' AS at
                FROM generate_series(CAST(? AS bigint), CAST(? AS bigint)) AS i) AS numbered
            """;

    private static final String KEYS = """
            INSERT INTO response_key (source, response_id, agent_id, responded_micros, updated_micros, attribution,
                kafka_offset, kafka_partition, event_id)
            SELECT 'history', 'h-' || i, 'h-' || agent, micros, micros, 1, i, 0, CAST(md5(CAST(i AS text)) AS uuid)
            FROM (SELECT *, CAST(extract(epoch FROM at) * 1000000 AS bigint) AS micros %s) AS timed
            """;

    private static final String RESPONSES = """
            INSERT INTO response (responded_at, updated_at, received_at, event_id, attribution, source, response_id,
                agent_id, team, topics, poor_topics, ratings)
            SELECT at, at, at, CAST(md5(CAST(i AS text)) AS uuid), 1, 'history', 'h-' || i, 'h-' || agent,
                'heat-' || lpad(CAST((agent - 10000) / 50 AS text), 2, '0'), rated.topics, rated.poor, rated.ratings
            %s CROSS JOIN LATERAL (
                SELECT array_agg(topic) AS topics, array_agg(topic) FILTER (WHERE value <= 2) AS poor,
                    '[' || string_agg(format('{"topic":"%%s","value":%%s,"scale":{"min":1,"max":5},"score":%%s}',
                        topic, value, (value - 1) * 25), ',') || ']' AS ratings
                FROM (SELECT 'h-' || (i / 1000 + k) %% 6 AS topic, 1 + (i / 7 + i * 3 + k * 2) %% 5 AS value
                    FROM generate_series(0, 2) AS k) AS rating) AS rated
            """;

    private static final String SUMS = """
            INSERT INTO rating_day AS known (team, day, agent_id, topic, n, sum, squares, poor)
            SELECT team, CAST(responded_at AT TIME ZONE 'UTC' AS date), agent_id, rating ->> 'topic', count(*),
                sum(score * 10000), sum(score * score * 100000000), count(*) FILTER (WHERE score <= 25)
            FROM response CROSS JOIN json_array_elements(CAST(ratings AS json)) AS rating
                CROSS JOIN CAST(rating ->> 'score' AS bigint) AS score
            WHERE source = 'history' AND responded_at BETWEEN ? AND ?
            GROUP BY 1, 2, 3, 4
            ON CONFLICT (team, day, agent_id, topic) DO UPDATE SET n = known.n + excluded.n,
                sum = known.sum + excluded.sum, squares = known.squares + excluded.squares,
                poor = known.poor + excluded.poor
            """;

    private final String jdbcUrl;
    private final long stepMicros;
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    /** @param most how many responses the whole history has */
    public StoredHistory(BenchStack stack, long most) {
        this.jdbcUrl = stack.jdbcUrl(Service.FEEDBACK);
        this.stepMicros = Duration.ofDays(DAYS).toMillis() * 1000 / most;
    }

    /** Writes the team into the roster; the other teams exist in the figures only. */
    public void setUpTeam(BenchStack stack) throws IOException, InterruptedException {
        Api api = stack.api();
        String admin = stack.token("admin");
        Map<String, Object> team =
                object("name", "Heat", "supervisors", List.of("supervisor:" + TEAM), "timeZone", "UTC");
        api.put("/api/feedback/v1/roster/teams/" + TEAM, admin, team).orFail("Writing a team");
        List<Map<String, Object>> agents = IntStream.range(0, TEAM_SIZE)
                .mapToObj(agent -> object("agent", "h-" + (10_000 + agent), "name", "Agent " + agent, "team", TEAM))
                .toList();
        api.post("/api/feedback/v1/roster/import", admin, agents).orFail("Importing the agents");
    }

    /** Adds the responses of these numbers and leaves the tables as autovacuum would in the end. */
    public void write(long from, long to) throws IOException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl)) {
            makeMonths(connection);
            for (long first = from; first < to; first += CHUNK) {
                chunk(connection, first, Math.min(to, first + CHUNK) - 1);
            }
            run(connection, "VACUUM (ANALYZE) response_key, response, rating_day");
        } catch (SQLException e) {
            throw new IOException("The history could not be written", e);
        }
    }

    /** How many rows the figures are summed up from. */
    public long sums() throws IOException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM rating_day WHERE agent_id LIKE 'h-%'")) {
            count.next();
            return count.getLong(1);
        } catch (SQLException e) {
            throw new IOException("The sums could not be counted", e);
        }
    }

    /** How many days a history of so many responses covers. */
    public long days(long responses) {
        return Math.round(responses * stepMicros / 1e6 / Duration.ofDays(1).toSeconds());
    }

    private void chunk(Connection connection, long first, long last) throws SQLException {
        String numbered = NUMBERED.formatted(10_000, AGENTS, today + " 00:00:00Z", stepMicros);
        connection.setAutoCommit(false);
        insert(connection, KEYS.formatted(numbered), first, last);
        insert(connection, RESPONSES.formatted(numbered), first, last);
        try (PreparedStatement sums = connection.prepareStatement(SUMS)) {
            sums.setObject(1, at(last));
            sums.setObject(2, at(first));
            sums.execute();
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    private OffsetDateTime at(long number) {
        return today.atStartOfDay().atOffset(ZoneOffset.UTC).minusNanos(number * stepMicros * 1000);
    }

    private static void insert(Connection connection, String sql, long first, long last) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setLong(1, first);
            insert.setLong(2, last);
            insert.execute();
        }
    }

    /** Named and bounded as the service does it. */
    private void makeMonths(Connection connection) throws SQLException {
        YearMonth last = YearMonth.from(today);
        for (YearMonth month = YearMonth.from(today.minusDays(DAYS));
                !month.isAfter(last);
                month = month.plusMonths(1)) {
            run(
                    connection,
                    "CREATE TABLE IF NOT EXISTS response_%04d_%02d PARTITION OF response FOR VALUES FROM ('%s') TO ('%s')"
                            .formatted(
                                    month.getYear(),
                                    month.getMonthValue(),
                                    month.atDay(1) + " 00:00:00+00",
                                    month.plusMonths(1).atDay(1) + " 00:00:00+00"));
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
