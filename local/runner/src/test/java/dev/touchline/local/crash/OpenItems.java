package dev.touchline.local.crash;

import dev.touchline.local.Json;
import dev.touchline.local.LocalStack;
import dev.touchline.local.Service;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** Items of one team, two of each agent, put into the queue by SQL; and what the database says of them. */
record OpenItems(LocalStack stack, String team) {
    /** The others stand in for them. */
    private static final int MOST_SUPERVISORS = 50;

    private static final String OPEN = """
            INSERT INTO item (id, kind, agent_id, agent_name, team, topic, severity, state, opened_at, newest_at,
                fresh_until, evidence_count, evidence_version, version, priority, reasons)
            SELECT gen_random_uuid(), 'coaching', '%1$s-' || (n + 1) / 2, 'Agent', '%1$s',
                CASE n %% 2 WHEN 0 THEN 'clarity' ELSE 'effort' END, 'normal', 'open', now(),
                now(), now() + interval '1 day', 1, 1, 1, n, jsonb_build_array(jsonb_build_object('needId',
                    gen_random_uuid(), 'seq', 1, 'severity', 'normal', 'raisedAt', '2026-11-21T10:00:00Z', 'filterId',
                    'poor', 'filterVersion', 1, 'filterName', 'Poor', 'sentence', 'Poor.', 'n', 1, 'poor', 1))
            FROM generate_series(1, %2$d) AS n
            """;

    /** Writes the team into the roster and so many items into its queue. */
    void open(int many) throws IOException, InterruptedException {
        String admin = stack.token("admin");
        stack.api()
                .put(
                        "/api/feedback/v1/roster/teams/" + team,
                        admin,
                        Json.object(
                                "name",
                                team,
                                "supervisors",
                                Claimers.SUBJECTS.subList(0, MOST_SUPERVISORS),
                                "timeZone",
                                "UTC"))
                .orFail("The team");
        String path = "/api/coaching/v1/teams/" + team;
        Awaitility.await("coaching knows the team")
                .until(() -> stack.api().get(path + "/queue", admin).ok());
        String until = Instant.now().plus(Duration.ofDays(1)).toString();
        for (String subject : Claimers.SUBJECTS.subList(MOST_SUPERVISORS, Claimers.SUBJECTS.size())) {
            stack.api()
                    .put(path + "/covers/" + subject, admin, Json.object("until", until, "reason", "crash test"))
                    .orFail("The cover");
        }
        update(OPEN.formatted(team, many));
    }

    /** How many are in that state. */
    long in(String state) {
        return count("SELECT count(*) FROM item WHERE team = '%s' AND state = '%s'".formatted(team, state));
    }

    /** How many outcomes wait to be published. */
    long outbox() {
        return count("SELECT count(*) FROM outbox");
    }

    /** How often each was claimed. */
    Map<String, Long> claims() {
        Map<String, Long> claims = new HashMap<>();
        rows("SELECT item_id::text, count(*)::text FROM audit JOIN item ON item.id = item_id"
                        + " WHERE team = '%s' AND action = 'claimed' GROUP BY 1")
                .forEach((item, times) -> claims.put(item, Long.valueOf(times)));
        return claims;
    }

    /** Who holds which. */
    Map<String, String> holders() {
        return rows("SELECT id::text, claimed_by FROM item WHERE team = '%s' AND state = 'claimed'");
    }

    /** The version of each. */
    Map<String, String> versions() {
        return rows("SELECT id::text, version::text FROM item WHERE team = '%s'");
    }

    /** A step that an item took. */
    record Step(String item, long version, Instant at) {}

    /** The steps of each agent's items, in the order in which they were written down. */
    Map<String, List<Step>> steps() {
        Map<String, List<Step>> steps = new HashMap<>();
        try (Connection connection = DriverManager.getConnection(stack.jdbcUrl(Service.COACHING));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT agent_id, item_id::text, a.version, acted_at FROM audit a JOIN item i ON i.id = a.item_id
                        WHERE team = '%s' ORDER BY a.id
                        """.formatted(team))) {
            while (row.next()) {
                steps.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                        .add(new Step(
                                row.getString(2),
                                row.getLong(3),
                                row.getTimestamp(4).toInstant()));
            }
            return steps;
        } catch (SQLException e) {
            throw new IllegalStateException("The steps cannot be read", e);
        }
    }

    /** As if the time of all leases were over. */
    void endLeases() {
        update("UPDATE item SET lease_until = now() WHERE team = '%s' AND state = 'claimed'".formatted(team));
    }

    private long count(String sql) {
        return Long.parseLong(pairs("SELECT 'n', (" + sql + ")::text").getOrDefault("n", "0"));
    }

    private Map<String, String> rows(String sql) {
        return pairs(sql.formatted(team));
    }

    private Map<String, String> pairs(String sql) {
        try (Connection connection = DriverManager.getConnection(stack.jdbcUrl(Service.COACHING));
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            Map<String, String> rows = new HashMap<>();
            while (result.next()) {
                rows.put(result.getString(1), result.getString(2));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("The items cannot be read", e);
        }
    }

    private void update(String sql) {
        try (Connection connection = DriverManager.getConnection(stack.jdbcUrl(Service.COACHING));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("The items cannot be written", e);
        }
    }
}
