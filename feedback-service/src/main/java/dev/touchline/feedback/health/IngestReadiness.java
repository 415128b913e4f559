package dev.touchline.feedback.health;

import dev.touchline.feedback.kafka.RosterView;
import dev.touchline.feedback.kafka.SourcesView;
import dev.touchline.feedback.kafka.SurveyProducer;
import dev.touchline.kit.kafka.KafkaPresence;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready is: can take responses. That needs the keys, the roster and Kafka. Without PostgreSQL ingest goes on; it shows
 * as degraded.
 */
@Singleton
@Readiness
public class IngestReadiness implements HealthCheck {
    private final RosterView roster;
    private final SourcesView sources;
    private final SurveyProducer producer;
    private final KafkaPresence presence;
    private final PostgresProbe postgres;

    IngestReadiness(
            RosterView roster,
            SourcesView sources,
            SurveyProducer producer,
            KafkaPresence presence,
            PostgresProbe postgres) {
        this.roster = roster;
        this.sources = sources;
        this.producer = producer;
        this.presence = presence;
        this.postgres = postgres;
    }

    @Override
    public HealthCheckResponse call() {
        boolean kafka = producer.warm() && presence.answers();
        return HealthCheckResponse.named("ingest")
                .status(kafka && roster.loaded() && sources.loaded())
                .withData("kafka", word(kafka))
                .withData("roster", roster.loaded() ? "loaded" : "loading")
                .withData("sources", sources.loaded() ? "loaded" : "loading")
                .withData("postgres", word(postgres.answers()))
                .withData("mappings", sources.degraded() ? "degraded" : "in force")
                .withData("degraded", !postgres.answers() || sources.degraded())
                .build();
    }

    private static String word(boolean there) {
        return there ? "up" : "away";
    }
}
