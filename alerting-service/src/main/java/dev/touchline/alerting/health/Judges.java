package dev.touchline.alerting.health;

import dev.touchline.alerting.kafka.BrokerCheck;
import dev.touchline.alerting.kafka.LiveBaselines;
import dev.touchline.alerting.kafka.LiveCauses;
import dev.touchline.alerting.kafka.LiveFilters;
import dev.touchline.alerting.kafka.StreamsKeeper;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready means that responses are judged: the topology runs, filters, baselines and causes are loaded, the cluster is
 * fit for exactly once. PostgreSQL away only means that filters can't be changed: that is shown as {@code degraded},
 * and stays ready.
 */
@Readiness
@Singleton
public class Judges implements HealthCheck {
    private final StreamsKeeper streams;
    private final LiveFilters filters;
    private final LiveBaselines baselines;
    private final LiveCauses causes;
    private final BrokerCheck broker;
    private final DatabasePresence database;

    Judges(
            StreamsKeeper streams,
            LiveFilters filters,
            LiveBaselines baselines,
            LiveCauses causes,
            BrokerCheck broker,
            DatabasePresence database) {
        this.streams = streams;
        this.filters = filters;
        this.baselines = baselines;
        this.causes = causes;
        this.broker = broker;
        this.database = database;
    }

    @Override
    public HealthCheckResponse call() {
        boolean editable = database.answers();
        return HealthCheckResponse.named("judges")
                .status(streams.running() && filters.loaded() && baselines.loaded() && causes.loaded() && broker.fit())
                .withData("topology", streams.running() ? "running" : "not running")
                .withData("filters", filters.loaded() ? "loaded" : "loading")
                .withData("baselines", baselines.loaded() ? "loaded" : "loading")
                .withData("causes", causes.loaded() ? "loaded" : "loading")
                .withData("kafka", broker.fit() ? "fit" : broker.missing())
                .withData("degraded", !editable || baselines.stale())
                .withData("newestBaseline", baselines.newestDay() + (baselines.stale() ? ": stale" : ""))
                .withData("database", editable ? "reachable" : "away: filters can't be changed")
                .build();
    }
}
