package dev.touchline.feedback.health;

import dev.touchline.feedback.read.ReadModelConsumer;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** How the read model does. Always up: ingest needs nothing of it, and what it misses it catches up with. */
@Singleton
@Readiness
public class ReadModelHealth implements HealthCheck {
    private final ReadModelConsumer consumer;

    ReadModelHealth(ReadModelConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("read-model")
                .up()
                .withData("partitions", consumer.assigned())
                .withData("degraded", consumer.holding())
                .build();
    }
}
