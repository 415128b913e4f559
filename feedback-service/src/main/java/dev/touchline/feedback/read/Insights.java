package dev.touchline.feedback.read;

import dev.touchline.feedback.core.insight.Tally;
import dev.touchline.feedback.core.metric.Offered;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** What the ratings of agents add up to, day by day (UTC). Reads sums, so it costs the same however many responses. */
@Singleton
public class Insights {
    private final Database database;

    Insights(Database database) {
        this.database = database;
    }

    /** An agent and a topic. */
    public record Cell(String agentId, String topic, Tally tally) {}

    /** A day and a topic of one agent. */
    public record TopicDay(LocalDate day, String topic, Tally tally) {}

    /** How many responses an agent had that counted for a team. */
    public record Answered(String agentId, String team, long responses) {}

    /** A word that came with poor answers about a topic, and how many. */
    public record PoorTag(String topic, String tag, long responses) {}

    /** Every agent and topic that counted for these teams, first and last day included. Uses rating_day_pkey. */
    public List<Cell> cells(Collection<String> teams, LocalDate from, LocalDate to) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                                SELECT agent_id, topic, sum(n) AS n, sum(sum) AS sum, sum(squares) AS squares,
                                    sum(poor) AS poor
                                FROM rating_day WHERE team = ANY(:teams) AND day BETWEEN :from AND :to
                                GROUP BY agent_id, topic ORDER BY agent_id, topic
                                """)
                        .bindArray("teams", String.class, teams)
                        .bind("from", from)
                        .bind("to", to)
                        .map((row, context) -> new Cell(row.getString("agent_id"), row.getString("topic"), tally(row)))
                        .list());
    }

    /** Every day and topic of an agent, in whatever team, first and last day included. Uses rating_day_agent. */
    public List<TopicDay> days(String agent, LocalDate from, LocalDate to) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                                SELECT day, topic, sum(n) AS n, sum(sum) AS sum, sum(squares) AS squares,
                                    sum(poor) AS poor
                                FROM rating_day WHERE agent_id = :agent AND day BETWEEN :from AND :to
                                GROUP BY day, topic ORDER BY day, topic
                                """)
                        .bind("agent", agent)
                        .bind("from", from)
                        .bind("to", to)
                        .map((row, context) ->
                                new TopicDay(row.getObject("day", LocalDate.class), row.getString("topic"), tally(row)))
                        .list());
    }

    /**
     * How many responses counted for these teams, first and last day included. Uses rating_day_pkey.
     *
     * @param asked where it holds an agent in a team, only the days that it is about count
     */
    public List<Answered> answered(Collection<String> teams, LocalDate from, LocalDate to, List<Offered> asked) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                                SELECT team, agent_id, sum(responses) AS responses FROM rating_day
                                LEFT JOIN unnest(:askedAgents, :askedTeams, CAST(:firsts AS date[]),
                                    CAST(:lasts AS date[])) AS asked (agent, asked_team, first, last)
                                    ON asked.agent = agent_id AND asked.asked_team = team
                                WHERE team = ANY(:teams)
                                    AND day BETWEEN greatest(:from, asked.first) AND least(:to, asked.last)
                                GROUP BY team, agent_id
                                """)
                        .bindArray("askedAgents", String.class, column(asked, Offered::agent))
                        .bindArray("askedTeams", String.class, column(asked, Offered::team))
                        .bindArray("firsts", String.class, column(asked, Offered::first))
                        .bindArray("lasts", String.class, column(asked, Offered::last))
                        .bindArray("teams", String.class, teams)
                        .bind("from", from)
                        .bind("to", to)
                        .map((row, context) -> new Answered(
                                row.getString("agent_id"), row.getString("team"), row.getLong("responses")))
                        .list());
    }

    /** How many responses an agent had, in whatever team, first and last day included. Uses rating_day_agent. */
    public long answered(String agent, LocalDate from, LocalDate to) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                                SELECT coalesce(sum(responses), 0) FROM rating_day
                                WHERE agent_id = :agent AND day BETWEEN :from AND :to
                                """)
                        .bind("agent", agent)
                        .bind("from", from)
                        .bind("to", to)
                        .mapTo(long.class)
                        .one());
    }

    /** The most frequent tags of an agent's responses with a poor rating, per topic. Uses response_agent. */
    public List<PoorTag> poorTags(String agent, LocalDate from, LocalDate to, int perTopic) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                                SELECT topic, tag, responses FROM (
                                    SELECT topic, tag, count(*) AS responses,
                                        row_number() OVER (PARTITION BY topic ORDER BY count(*) DESC, tag) AS place
                                    FROM response CROSS JOIN unnest(poor_topics) AS topic CROSS JOIN unnest(tags) AS tag
                                    WHERE agent_id = :agent AND responded_at >= :from AND responded_at < :end
                                    GROUP BY topic, tag) AS counted
                                WHERE place <= :perTopic ORDER BY topic, place
                                """)
                        .bind("agent", agent)
                        .bind("from", from.atStartOfDay().atOffset(ZoneOffset.UTC))
                        .bind("end", to.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                        .bind("perTopic", perTopic)
                        .map((row, context) ->
                                new PoorTag(row.getString("topic"), row.getString("tag"), row.getLong("responses")))
                        .list());
    }

    private static List<String> column(List<Offered> asked, Function<Offered, Object> value) {
        return asked.stream().map(value).map(Object::toString).toList();
    }

    private static Tally tally(ResultSet row) throws SQLException {
        return new Tally(row.getLong("n"), row.getLong("sum"), row.getLong("squares"), row.getLong("poor"));
    }
}
