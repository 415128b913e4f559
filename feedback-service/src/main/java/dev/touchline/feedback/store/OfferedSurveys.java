package dev.touchline.feedback.store;

import dev.touchline.feedback.core.metric.MetricValue;
import dev.touchline.feedback.core.metric.Offered;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;

/** How many surveys agents' customers were offered, as platforms have reported it. */
@Singleton
public class OfferedSurveys {
    private final Database database;

    OfferedSurveys(Database database) {
        this.database = database;
    }

    /**
     * Time of an agent in a team.
     *
     * @param to not included
     */
    public record Stint(String agent, String team, Instant from, Instant to) {}

    /**
     * The sums per agent and team. A reported day counts where its middle lies: a platform's own day may begin some
     * hours before or after ours. Uses the primary key.
     *
     * @return an agent about whom nothing was reported is absent
     */
    public List<Offered> during(List<Stint> stints) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT stint.agent, stint.team, CAST(sum(value) AS bigint) AS surveys,
                            min(middle.day) AS first, max(middle.day) AS last
                        FROM unnest(:agents, :teams, CAST(:starts AS timestamptz[]), CAST(:ends AS timestamptz[]))
                            AS stint (agent, team, starts, ends)
                        JOIN agent_metric AS known ON known.agent = stint.agent AND metric = :metric
                            AND starts_at >= stint.starts - interval '1 day' AND starts_at < stint.ends
                        CROSS JOIN LATERAL (SELECT starts_at + (ends_at - starts_at) / 2 AS at) AS half
                        CROSS JOIN LATERAL (SELECT CAST(half.at AT TIME ZONE 'UTC' AS date) AS day) AS middle
                        WHERE half.at >= stint.starts AND half.at < stint.ends
                        GROUP BY stint.agent, stint.team
                        """)
                        .bindArray("agents", String.class, column(stints, Stint::agent))
                        .bindArray("teams", String.class, column(stints, Stint::team))
                        .bindArray("starts", String.class, column(stints, Stint::from))
                        .bindArray("ends", String.class, column(stints, Stint::to))
                        .bind("metric", MetricValue.SURVEYS_OFFERED)
                        .map((row, context) -> new Offered(
                                row.getString("agent"),
                                row.getString("team"),
                                row.getLong("surveys"),
                                row.getObject("first", LocalDate.class),
                                row.getObject("last", LocalDate.class)))
                        .list());
    }

    private static List<String> column(List<Stint> stints, Function<Stint, Object> value) {
        return stints.stream().map(value).map(Object::toString).toList();
    }
}
