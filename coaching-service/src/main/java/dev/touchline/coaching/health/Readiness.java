package dev.touchline.coaching.health;

import dev.touchline.coaching.kafka.NeedConsumer;
import dev.touchline.coaching.kafka.RosterView;
import dev.touchline.coaching.store.Covers;
import dev.touchline.coaching.store.QueueVersions;
import dev.touchline.coaching.store.Ticker;
import dev.touchline.kit.kafka.KafkaPresence;
import dev.touchline.kit.store.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Ready means that supervisors can work the queue: the database answers in this version's schema, the roster and the
 * covers say who may see what, and the queue's versions are told. Kafka away only keeps new needs from coming in and
 * outcomes from going out: degraded.
 *
 * <p>Asked in the background, so that a probe never waits.
 */
@org.eclipse.microprofile.health.Readiness
@Singleton
public class Readiness implements HealthCheck {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration KAFKA_EVERY = Duration.ofSeconds(5);

    private final Database database;
    private final RosterView roster;
    private final NeedConsumer needs;
    private final KafkaPresence kafka;
    private final QueueVersions versions;
    private final Covers covers;
    private final Ticker databaseTicker;
    private final Ticker kafkaTicker;
    private volatile boolean databaseAnswers;
    private volatile boolean kafkaAnswers;

    Readiness(
            Database database,
            RosterView roster,
            NeedConsumer needs,
            KafkaPresence kafka,
            QueueVersions versions,
            Covers covers) {
        this.database = database;
        this.roster = roster;
        this.needs = needs;
        this.kafka = kafka;
        this.versions = versions;
        this.covers = covers;
        databaseTicker = new Ticker("database-health", LOOK_EVERY, this::askDatabase);
        kafkaTicker = new Ticker("kafka-health", KAFKA_EVERY, this::askKafka);
    }

    void start(@Observes StartupEvent event) {
        databaseTicker.start();
        kafkaTicker.start();
    }

    void stop(@Observes ShutdownEvent event) {
        databaseTicker.close();
        kafkaTicker.close();
    }

    @Override
    public HealthCheckResponse call() {
        boolean consuming = kafkaAnswers && needs.assigned() > 0;
        return HealthCheckResponse.named("coaching")
                .status(databaseAnswers && roster.loaded() && covers.loaded() && versions.answering())
                .withData("database", databaseAnswers ? "migrated and answering" : "away")
                .withData("roster", roster.loaded() ? "loaded" : "being read")
                .withData("covers", covers.loaded() ? "loaded" : "being read")
                .withData("queue", versions.answering() ? "answering" : "stopped")
                .withData("kafka", consuming ? "consuming" : "degraded")
                .build();
    }

    private void askDatabase() {
        databaseAnswers = database.migrated() && database.reachable();
    }

    private void askKafka() {
        kafkaAnswers = kafka.answers();
    }
}
