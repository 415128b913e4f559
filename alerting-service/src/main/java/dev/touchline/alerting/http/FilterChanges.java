package dev.touchline.alerting.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchline.alerting.json.DefinitionWriter;
import dev.touchline.alerting.store.BacktestStore;
import dev.touchline.alerting.store.FilterPublication;
import dev.touchline.alerting.store.FilterStore;
import dev.touchline.alerting.store.FilterVersion;
import dev.touchline.kit.http.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides whether a change makes a new version, and which. */
@Singleton
public class FilterChanges {
    private final FilterStore store;
    private final BacktestStore backtests;
    private final Clock clock;

    FilterChanges(FilterStore store, BacktestStore backtests, Clock clock) {
        this.store = store;
        this.backtests = backtests;
        this.clock = clock;
    }

    /** A filter after a PUT; created when there was none, or only a deleted one. */
    record Put(FilterVersion version, boolean created) {}

    /** @throws Problem 412, 422 or 428; see the endpoint */
    Put put(String id, FilterDraft draft, @Nullable String ifMatch, @Nullable String ifNoneMatch, String by) {
        AtomicReference<Optional<FilterVersion>> before = new AtomicReference<>(Optional.empty());
        Optional<UUID> backtest = backtest(draft);
        Optional<FilterVersion> added = store.change(id, newest -> {
            Optional<FilterVersion> live = newest.filter(version -> !version.deleted());
            before.set(live);
            Preconditions.absence(live.map(FilterVersion::version), ifNoneMatch);
            if (live.filter(version -> FilterViews.says(version, draft.definition()))
                    .isPresent()) {
                return Optional.empty();
            }
            Preconditions.match(live.map(FilterVersion::version), ifMatch, "filter");
            if (backtest.isEmpty()) {
                draft.requireForce();
            }
            JsonNode definition = DefinitionWriter.write(draft.definition());
            return Optional.of(next(id, newest, definition, by, draft.force(), backtest));
        });
        return added.or(before::get)
                .map(version -> new Put(version, before.get().isEmpty()))
                .orElseThrow(() -> Problem.notFound("Filter"));
    }

    /**
     * Puts all of these or none, whatever version each has.
     *
     * @param drafts in the order of their documents
     * @param dryRun whether to leave everything as it is
     * @throws Problem 422 with every filter that can't be enabled so
     */
    List<FilterSchema.Import> putAll(Map<String, FilterDraft> drafts, boolean dryRun, String by) {
        List<Problem.Cause> causes = new ArrayList<>();
        SortedMap<String, FilterSchema.Import> done = new TreeMap<>();
        List<String> documents = List.copyOf(drafts.keySet());
        SortedMap<String, Function<Optional<FilterVersion>, Optional<FilterVersion>>> decisions = new TreeMap<>();
        Map<String, Optional<UUID>> backtested = new HashMap<>();
        drafts.forEach((id, draft) -> backtested.put(id, backtest(draft)));
        drafts.forEach((id, draft) -> decisions.put(id, newest -> {
            Optional<UUID> backtest = backtested.getOrDefault(id, Optional.empty());
            Optional<FilterVersion> live = newest.filter(version -> !version.deleted());
            if (live.filter(version -> FilterViews.says(version, draft.definition()))
                    .isPresent()) {
                done.put(id, new FilterSchema.Import(id, "unchanged", live.get().version()));
                return Optional.empty();
            }
            try {
                if (backtest.isEmpty()) {
                    draft.requireForce();
                }
            } catch (Problem e) {
                String document = "/" + documents.indexOf(id);
                e.causes().forEach(cause -> causes.add(FilterImport.of(document, id, cause)));
            }
            FilterVersion next =
                    next(id, newest, DefinitionWriter.write(draft.definition()), by, draft.force(), backtest);
            String outcome = live.isPresent() ? "changed" : "created";
            done.put(id, new FilterSchema.Import(id, outcome, next.version()));
            return Optional.of(next);
        }));
        store.changeAll(decisions, () -> {
            if (!causes.isEmpty()) {
                throw new Problem(422, "Never backtested", causes);
            }
            return !dryRun;
        });
        return List.copyOf(done.values());
    }

    private Optional<UUID> backtest(FilterDraft draft) {
        return backtests.passed(DefinitionWriter.write(draft.definition().rule()));
    }

    /** @throws Problem 404, 412 or 428 */
    void delete(String id, @Nullable String ifMatch, String by) {
        store.change(id, newest -> {
            FilterVersion live =
                    newest.filter(version -> !version.deleted()).orElseThrow(() -> Problem.notFound("Filter"));
            Preconditions.match(Optional.of(live.version()), ifMatch, "filter");
            FilterVersion next = next(id, newest, live.definition(), by, Optional.empty(), Optional.empty());
            return Optional.of(new FilterVersion(
                    next.filterId(),
                    next.version(),
                    next.effectiveFrom(),
                    true,
                    next.definition(),
                    next.changedBy(),
                    next.changedAt(),
                    next.forcedBecause(),
                    next.backtest()));
        });
    }

    private FilterVersion next(
            String id,
            Optional<FilterVersion> newest,
            JsonNode definition,
            String by,
            Optional<String> force,
            Optional<UUID> backtest) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant inForce = now.plus(FilterPublication.UNTIL_IN_FORCE);
        Instant from = newest.map(FilterVersion::effectiveFrom)
                .filter(before -> !before.isBefore(inForce))
                .map(before -> before.plusMillis(1))
                .orElse(inForce);
        long version = newest.map(FilterVersion::version).orElse(0L) + 1;
        return new FilterVersion(id, version, from, false, definition, by, now, force, backtest);
    }
}
