package dev.touchline.alerting.store;

import dev.touchline.alerting.config.AlertingConfig;
import dev.touchline.alerting.core.Definition;
import dev.touchline.alerting.json.DefinitionReader;
import dev.touchline.alerting.json.Parsed;
import dev.touchline.alerting.store.PrecisionStore.Judged;
import dev.touchline.kit.store.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Looks once in a while for filters that are below their floor: shows how many in a metric, and says it of each once,
 * whichever instance finds it.
 */
@Singleton
public class PrecisionWatch {
    private static final Logger LOG = Logger.getLogger(PrecisionWatch.class);
    private static final int PAGE = 200;

    /**
     * How long it is known of an item that it counted: what is forgotten and opened again would count twice. Longer
     * than any record is kept in Kafka, so that a replay changes nothing either.
     */
    private static final Duration KNOWN = Duration.ofDays(365);

    private final Database database;
    private final FilterStore filters;
    private final PrecisionStore store;
    private final AlertingConfig config;
    private final Clock clock;
    private final AtomicInteger below;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("precision-watch").factory());

    PrecisionWatch(
            Database database,
            FilterStore filters,
            PrecisionStore store,
            AlertingConfig config,
            Clock clock,
            MeterRegistry metrics) {
        this.database = database;
        this.filters = filters;
        this.store = store;
        this.config = config;
        this.clock = clock;
        below = metrics.gauge("touchline.filters.below.floor", new AtomicInteger());
    }

    void start(@Observes StartupEvent event) {
        long every = config.precisionEvery().toMillis();
        thread.scheduleWithFixedDelay(() -> Database.patiently(this::once), every, every, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    /** What left here would end the schedule without a word. */
    private void once() {
        try {
            if (database.migrated()) {
                look();
            }
        } catch (RuntimeException e) {
            if (!Database.isTransient(e)) {
                LOG.errorf(e, "Precision of filters not looked at");
            }
        }
    }

    private void look() {
        Map<String, Judged> found = below();
        for (String id : store.warned(found)) {
            Judged judged = found.getOrDefault(id, Judged.NOTHING);
            LOG.warnf(
                    "Filter below its floor filter=%s sinceVersion=%d judged=%d agents=%d",
                    id,
                    judged.since(),
                    judged.precision().judged(),
                    judged.precision().agents());
        }
        below.set(found.size());
        store.forget(clock.instant(), KNOWN);
    }

    private Map<String, Judged> below() {
        Map<String, Judged> found = new HashMap<>();
        List<FilterVersion> page = filters.list("", PAGE);
        while (!page.isEmpty()) {
            Map<String, Judged> judged =
                    store.of(page.stream().map(FilterVersion::filterId).toList());
            for (FilterVersion version : page) {
                Judged one = judged.getOrDefault(version.filterId(), Judged.NOTHING);
                if (one.precision().isBelow(floor(version))) {
                    found.put(version.filterId(), one);
                }
            }
            page = page.size() < PAGE ? List.of() : filters.list(page.getLast().filterId(), PAGE);
        }
        return found;
    }

    private static double floor(FilterVersion version) {
        return switch (DefinitionReader.read(version.definition(), Set.of())) {
            case Parsed.Fine fine -> fine.definition().precisionFloor();
            case Parsed.Broken broken -> Definition.FLOOR;
        };
    }
}
