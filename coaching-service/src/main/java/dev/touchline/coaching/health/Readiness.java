package dev.touchline.coaching.health;

import dev.touchline.coaching.kafka.NeedConsumer;
import dev.touchline.coaching.kafka.RosterView;
import dev.touchline.coaching.store.Ticker;
import dev.touchline.kit.kafka.KafkaClients;
import dev.touchline.kit.store.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jspecify.annotations.Nullable;

/**
 * Ready means that supervisors can work the queue: the database answers in this version's schema, and the roster says
 * who may see what. Kafka away only keeps new needs from coming in and outcomes from going out: degraded.
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
    private final KafkaClients clients;
    private final Ticker databaseTicker;
    private final Ticker kafkaTicker;
    private @Nullable Admin admin;
    private volatile boolean databaseAnswers;
    private volatile boolean kafkaAnswers;

    Readiness(Database database, RosterView roster, NeedConsumer needs, KafkaClients clients) {
        this.database = database;
        this.roster = roster;
        this.needs = needs;
        this.clients = clients;
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
        boolean kafka = kafkaAnswers && needs.assigned() > 0;
        return HealthCheckResponse.named("coaching")
                .status(databaseAnswers && roster.loaded())
                .withData("database", databaseAnswers ? "migrated and answering" : "away")
                .withData("roster", roster.loaded() ? "loaded" : "being read")
                .withData("kafka", kafka ? "consuming" : "degraded")
                .build();
    }

    private void askDatabase() {
        databaseAnswers = database.migrated() && database.reachable();
    }

    private void askKafka() {
        if (admin == null) {
            admin = clients.admin();
        }
        try {
            admin.describeCluster().nodes().get(KAFKA_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            kafkaAnswers = true;
        } catch (ExecutionException | TimeoutException e) {
            kafkaAnswers = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
