package dev.touchline.alerting.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchline.alerting.core.Filter;
import dev.touchline.alerting.core.FilterBook;
import dev.touchline.backing.Backing;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A version that a newer release wrote, and this one can't read. */
@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "alerting"))
class UnreadableFilterTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String EACH = "{\"each\":{\"scoreAtMost\":25}}";

    @Inject
    LiveFilters filters;

    @Inject
    MeterRegistry metrics;

    @Test
    void theLastReadableVersionStaysInForceUntilTheNextOne() {
        // given
        double before = unreadable();
        publish("unreadable", 1, EACH);
        publish("unreadable", 2, "{\"oracle\":{}}");
        publish("beside-it", 1, EACH);

        // then: the stream goes on, with the first version
        await().atMost(SOON).until(() -> inForce("beside-it"), List.of(1L)::equals);
        assertThat(inForce("unreadable")).containsExactly(1L);
        assertThat(unreadable()).isEqualTo(before + 1);

        // and: what can be read again mends it
        publish("unreadable", 3, EACH);
        await().atMost(SOON).until(() -> inForce("unreadable"), List.of(3L)::equals);
        // Counted a moment after it is in force.
        await().atMost(SOON).untilAsserted(() -> assertThat(unreadable()).isEqualTo(before));
    }

    private double unreadable() {
        return metrics.get("touchline.filters.unreadable").gauge().value();
    }

    /** The versions by which a response that is received now is judged. */
    private List<Long> inForce(String id) {
        FilterBook book = filters.completeAt(Instant.now(), Instant.now());
        return book.inForceAt(Instant.now()).stream()
                .filter(filter -> filter.id().equals(id))
                .map(Filter::version)
                .toList();
    }

    private static void publish(String id, int version, String when) {
        Backing.kafka().produce(KafkaTopics.FILTERS, id + "@" + version, """
                {"filterId":"%s","version":%d,"effectiveFrom":"2026-01-01T00:00:00Z","deleted":false,
                 "definition":{"name":"Any","kind":"coaching","topics":["unreadable-topic"],"enabled":true,"when":%s}}
                """.formatted(id, version, when), Map.of());
    }
}
