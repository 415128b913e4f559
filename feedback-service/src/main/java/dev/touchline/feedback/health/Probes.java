package dev.touchline.feedback.health;

import dev.touchline.feedback.config.FeedbackConfig;
import dev.touchline.kit.kafka.KafkaClients;
import dev.touchline.kit.store.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/**
 * Asks Kafka and PostgreSQL in the background whether they are there, so that a health request never waits for them.
 */
@Singleton
public class Probes {
    private static final int KAFKA_PATIENCE_MS = 1000;

    private final Database database;
    private final KafkaClients clients;
    private final long everyMs;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(
            2, task -> Thread.ofPlatform().daemon().name("probe").unstarted(task));
    private volatile boolean kafka;
    private volatile boolean postgres;

    @SuppressWarnings("NullAway.Init") // made at start
    private volatile Admin admin;

    Probes(Database database, KafkaClients clients, FeedbackConfig config) {
        this.database = database;
        this.clients = clients;
        this.everyMs = config.probeEvery().toMillis();
    }

    void start(@Observes StartupEvent event) {
        admin = clients.admin();
        timer.scheduleWithFixedDelay(() -> kafka = kafkaAnswers(), 0, everyMs, TimeUnit.MILLISECONDS);
        timer.scheduleWithFixedDelay(() -> postgres = database.reachable(), 0, everyMs, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
        admin.close(Duration.ZERO);
    }

    /** Whether a broker answered the last time it was asked. */
    boolean kafka() {
        return kafka;
    }

    /** Whether PostgreSQL answered the last time it was asked. */
    boolean postgres() {
        return postgres;
    }

    private boolean kafkaAnswers() {
        try {
            return !admin.describeCluster(new DescribeClusterOptions().timeoutMs(KAFKA_PATIENCE_MS))
                    .nodes()
                    .get(2L * KAFKA_PATIENCE_MS, TimeUnit.MILLISECONDS)
                    .isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
