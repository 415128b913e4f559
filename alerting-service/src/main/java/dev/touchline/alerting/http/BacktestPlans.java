package dev.touchline.alerting.http;

import dev.touchline.alerting.core.Definition;
import dev.touchline.alerting.json.BacktestRequest;
import dev.touchline.alerting.json.DefinitionReader;
import dev.touchline.alerting.json.Parsed;
import dev.touchline.alerting.kafka.StoredResponses;
import dev.touchline.alerting.store.FilterStore;
import dev.touchline.alerting.store.FilterVersion;
import dev.touchline.kit.http.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.KafkaException;

/** Whether what somebody wants to know can be known. */
@Singleton
public class BacktestPlans {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final FilterStore filters;
    private final StoredResponses stored;
    private final Clock clock;

    BacktestPlans(FilterStore filters, StoredResponses stored, Clock clock) {
        this.filters = filters;
        this.stored = stored;
        this.clock = clock;
    }

    /**
     * Finds what to compare with, and what of the offsets there is.
     *
     * @throws Problem 422 or 503; see the endpoint
     */
    Plan check(BacktestRequest asked) {
        asked.from().ifPresent(this::checkKept);
        Optional<Definition> live = asked.compareWith().map(this::live);
        return new Plan(
                new BacktestRequest(
                        asked.draft(), asked.compareWith(), asked.from(), asked.to(), stored(asked.offsets())),
                live);
    }

    /** What can be known. */
    record Plan(BacktestRequest request, Optional<Definition> live) {}

    private List<BacktestRequest.Offsets> stored(List<BacktestRequest.Offsets> asked) {
        try {
            return asked.isEmpty() ? asked : stored.check(asked);
        } catch (IllegalArgumentException e) {
            throw refused("/offsets", String.valueOf(e.getMessage()));
        } catch (KafkaException e) {
            throw Problem.unavailable("Kafka does not answer.", SOON);
        }
    }

    private void checkKept(Instant from) {
        kept().ifPresent(kept -> {
            Instant oldest = clock.instant().minus(kept).truncatedTo(ChronoUnit.SECONDS);
            if (from.isBefore(oldest)) {
                throw refused(
                        "/from",
                        "responses are kept for %d days, since %s; begin later, or leave it out to take all of them"
                                .formatted(kept.toDays(), oldest));
            }
        });
    }

    private Optional<Duration> kept() {
        try {
            return stored.kept();
        } catch (KafkaException e) {
            throw Problem.unavailable("Kafka does not answer.", SOON);
        }
    }

    private Definition live(String id) {
        FilterVersion version = filters.newest(id)
                .filter(newest -> !newest.deleted())
                .orElseThrow(() -> refused("/compareWith", "is no filter"));
        return switch (DefinitionReader.read(version.definition(), Set.of())) {
            case Parsed.Fine fine -> fine.definition();
            case Parsed.Broken broken -> throw refused("/compareWith", "is not usable: " + broken.summary());
        };
    }

    private static Problem refused(String pointer, String detail) {
        return new Problem(422, "Can't be backtested", List.of(new Problem.Cause(pointer, detail)));
    }
}
