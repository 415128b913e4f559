package dev.touchline.goals.health;

import dev.touchline.goals.kafka.NeedsConsumer;
import dev.touchline.goals.kafka.Roster;
import dev.touchline.kit.kafka.KafkaPresence;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready means that people can read goals and agree on them: the database is migrated and answers, and the roster says
 * who may see what. Without Kafka no need comes in, which only degrades the service.
 */
@Readiness
@Singleton
class ReadyCheck implements HealthCheck {
    private final Database database;
    private final Roster roster;
    private final NeedsConsumer needs;
    private final KafkaPresence kafka;

    ReadyCheck(Database database, Roster roster, NeedsConsumer needs, KafkaPresence kafka) {
        this.database = database;
        this.roster = roster;
        this.needs = needs;
        this.kafka = kafka;
    }

    @Override
    public HealthCheckResponse call() {
        boolean databaseAnswers = database.migrated() && database.reachable();
        boolean rosterLoaded = roster.loaded();
        return HealthCheckResponse.named("goals")
                .status(databaseAnswers && rosterLoaded)
                .withData("database", databaseAnswers ? "ok" : "away")
                .withData("roster", rosterLoaded ? "loaded" : "loading")
                .withData("kafka", kafka.answers() ? "ok" : "degraded: no needs come in")
                .withData("partitions", needs.assigned())
                .build();
    }
}
