package dev.touchline.alerting.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchline.alerting.json.DefinitionWriter;
import dev.touchline.alerting.store.FilterPublication;
import dev.touchline.alerting.store.FilterStore;
import dev.touchline.alerting.store.FilterVersion;
import dev.touchline.kit.http.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Decides whether a change makes a new version, and which. */
@Singleton
public class FilterChanges {
    private final FilterStore store;
    private final Clock clock;

    FilterChanges(FilterStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** A filter after a PUT; created when there was none, or only a deleted one. */
    record Put(FilterVersion version, boolean created) {}

    /** @throws Problem 412, 422 or 428; see the endpoint */
    Put put(String id, FilterDraft draft, @Nullable String ifMatch, @Nullable String ifNoneMatch, String by) {
        AtomicReference<Optional<FilterVersion>> before = new AtomicReference<>(Optional.empty());
        Optional<FilterVersion> added = store.change(id, newest -> {
            Optional<FilterVersion> live = newest.filter(version -> !version.deleted());
            before.set(live);
            Preconditions.absence(live.map(FilterVersion::version), ifNoneMatch);
            if (live.filter(version -> FilterViews.says(version, draft.definition()))
                    .isPresent()) {
                return Optional.empty();
            }
            Preconditions.match(live.map(FilterVersion::version), ifMatch, "filter");
            draft.requireForce();
            JsonNode definition = DefinitionWriter.write(draft.definition());
            return Optional.of(next(id, newest, definition, by, draft.force()));
        });
        return added.or(before::get)
                .map(version -> new Put(version, before.get().isEmpty()))
                .orElseThrow(() -> Problem.notFound("Filter"));
    }

    /** @throws Problem 404, 412 or 428 */
    void delete(String id, @Nullable String ifMatch, String by) {
        store.change(id, newest -> {
            FilterVersion live =
                    newest.filter(version -> !version.deleted()).orElseThrow(() -> Problem.notFound("Filter"));
            Preconditions.match(Optional.of(live.version()), ifMatch, "filter");
            FilterVersion next = next(id, newest, live.definition(), by, Optional.empty());
            return Optional.of(new FilterVersion(
                    next.filterId(),
                    next.version(),
                    next.effectiveFrom(),
                    true,
                    next.definition(),
                    next.changedBy(),
                    next.changedAt(),
                    next.forcedBecause()));
        });
    }

    private FilterVersion next(
            String id, Optional<FilterVersion> newest, JsonNode definition, String by, Optional<String> force) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant inForce = now.plus(FilterPublication.UNTIL_IN_FORCE);
        Instant from = newest.map(FilterVersion::effectiveFrom)
                .filter(before -> !before.isBefore(inForce))
                .map(before -> before.plusMillis(1))
                .orElse(inForce);
        long version = newest.map(FilterVersion::version).orElse(0L) + 1;
        return new FilterVersion(id, version, from, false, definition, by, now, force);
    }
}
