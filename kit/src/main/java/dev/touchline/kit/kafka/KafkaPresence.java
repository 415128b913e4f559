package dev.touchline.kit.kafka;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Whether Kafka answers, for health checks. An answer counts for two seconds, so that many probes ask once, and it is
 * there within one.
 */
@Singleton
public class KafkaPresence {
    private static final int PATIENCE_MS = 1000;
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final KafkaClients clients;
    private @Nullable Admin admin;
    private boolean answered;
    private long askedAt = System.nanoTime() - FRESH_NANOS;

    KafkaPresence(KafkaClients clients) {
        this.clients = clients;
    }

    /** Whether a broker answered just now; never throws and never waits longer than a second. */
    public synchronized boolean answers() {
        if (System.nanoTime() - askedAt >= FRESH_NANOS) {
            answered = ask();
            askedAt = System.nanoTime();
        }
        return answered;
    }

    private boolean ask() {
        try {
            client().describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE_MS))
                    .clusterId()
                    .get(PATIENCE_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Admin client() {
        Admin current = admin;
        if (current == null) {
            current = clients.admin();
            admin = current;
        }
        return current;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close();
        }
    }
}
