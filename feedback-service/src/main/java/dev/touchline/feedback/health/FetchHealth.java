package dev.touchline.feedback.health;

import dev.touchline.feedback.fetch.FetchLoop;
import dev.touchline.feedback.store.FetchWork.Counts;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** How much is still to be fetched at platforms. Always up: ingest needs nothing of it. */
@Singleton
@Readiness
public class FetchHealth implements HealthCheck {
    private final FetchLoop loop;

    FetchHealth(FetchLoop loop) {
        this.loop = loop;
    }

    @Override
    public HealthCheckResponse call() {
        Counts counts = loop.counts();
        return HealthCheckResponse.named("fetching")
                .up()
                .withData("waiting", counts.waiting())
                .withData("givenUp", counts.givenUp())
                .build();
    }
}
