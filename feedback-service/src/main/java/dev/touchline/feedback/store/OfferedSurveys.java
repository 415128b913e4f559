package dev.touchline.feedback.store;

import dev.touchline.feedback.core.metric.MetricValue;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** How many surveys agents' customers were offered, as platforms have reported it. */
@Singleton
public class OfferedSurveys {
    private final Database database;

    OfferedSurveys(Database database) {
        this.database = database;
    }

    /**
     * The sum per agent over whole days (UTC). A reported day counts for the day that its middle lies in: a platform's
     * own day may begin some hours before or after ours. Uses the primary key.
     *
     * @param to the last day, included
     * @return an agent about whom nothing was reported is absent
     */
    public Map<String, Long> of(Collection<String> agents, LocalDate from, LocalDate to) {
        return database.jdbi()
                .withHandle(handle -> handle
                        .createQuery("""
                        SELECT agent, CAST(sum(value) AS bigint) AS offered FROM agent_metric
                        WHERE agent = ANY(:agents) AND metric = :metric
                          AND starts_at >= CAST(:from AS timestamptz) - interval '1 day'
                          AND starts_at < :to
                          AND starts_at + (ends_at - starts_at) / 2 >= :from
                          AND starts_at + (ends_at - starts_at) / 2 < :to
                        GROUP BY agent
                        """)
                        .bindArray("agents", String.class, agents)
                        .bind("metric", MetricValue.SURVEYS_OFFERED)
                        .bind("from", from.atStartOfDay(ZoneOffset.UTC).toInstant())
                        .bind("to", to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant())
                        .map((row, context) -> Map.entry(row.getString("agent"), row.getLong("offered")))
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
