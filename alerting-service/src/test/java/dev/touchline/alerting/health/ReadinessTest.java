package dev.touchline.alerting.health;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.touchline.alerting.config.AlertingConfig;
import dev.touchline.alerting.core.Snapshots;
import dev.touchline.alerting.kafka.BrokerCheck;
import dev.touchline.alerting.kafka.LiveBaselines;
import dev.touchline.alerting.kafka.LiveCauses;
import dev.touchline.alerting.kafka.LiveFilters;
import dev.touchline.alerting.kafka.StreamsKeeper;
import dev.touchline.backing.Backing;
import dev.touchline.kit.kafka.KafkaClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

/** The service as it runs, but for its baselines. */
@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "alerting"))
class ReadinessTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    StreamsKeeper streams;

    @Inject
    LiveFilters filters;

    @Inject
    LiveCauses causes;

    @Inject
    BrokerCheck broker;

    @Inject
    DatabasePresence database;

    @Inject
    LiveBaselines loaded;

    @Inject
    KafkaClients clients;

    @Inject
    AlertingConfig config;

    @ConfigProperty(name = "test.management.url")
    String management = "";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final InstantSource source = now::get;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void whileBaselinesLoadItIsNotReadyWhateverElseIs() {
        await().atMost(SOON).until(() -> ready(loaded).getStatus() == HealthCheckResponse.Status.UP);
        KafkaClients nowhere = new KafkaClients(Map.of("bootstrap.servers", "127.0.0.1:1"), "alerting-service");

        try (LiveBaselines loading = new LiveBaselines(nowhere, config, registry, clock)) {
            HealthCheckResponse response = ready(loading);

            assertThat(response.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
            assertThat(response.getData().orElseThrow())
                    .containsEntry("baselines", "loading")
                    .containsEntry("filters", "loaded")
                    .containsEntry("topology", "running")
                    .containsEntry("kafka", "fit");
        }
    }

    @Test
    void whenResponsesAreComparedAndNoSnapshotComesItIsDegradedButReady() {
        try (LiveBaselines stale = new LiveBaselines(clients, config, registry, clock)) {
            await().atMost(SOON).until(stale::loaded);
            assumeTrue(stale.newestDay().equals("none yet"), "this test run went on over midnight");
            stale.completeAt(now.get().minus(Duration.ofDays(4)));
            stale.completeAt(now.get());
            assertThat(stale.stale()).isFalse();
            assertThat(staleness()).isZero();

            now.updateAndGet(instant -> instant.plus(Snapshots.SETTLES));

            assertThat(staleness()).isEqualTo(1);
            await().atMost(SOON).untilAsserted(() -> {
                HealthCheckResponse response = ready(stale);
                assertThat(response.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
                assertThat(response.getData().orElseThrow())
                        .containsEntry("degraded", true)
                        .containsEntry("newestBaseline", "none yet: stale");
            });
        }
    }

    @Test
    void howFreshBaselinesAreIsAmongTheMetrics() {
        assertThat(given().get(management + "/metrics").asString())
                .contains("touchline_baselines_snapshots ")
                .contains("touchline_baselines_age_seconds ")
                .contains("touchline_baselines_stale 0.0");
    }

    private HealthCheckResponse ready(LiveBaselines baselines) {
        return new Judges(streams, filters, baselines, causes, broker, database).call();
    }

    private double staleness() {
        return registry.get("touchline.baselines.stale").gauge().value();
    }
}
