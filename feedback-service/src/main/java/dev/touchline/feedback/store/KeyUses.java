package dev.touchline.feedback.store;

import dev.touchline.feedback.config.FeedbackConfig;
import dev.touchline.kit.store.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * When the keys of sources were last used, to the minute. Ingest only notes it in memory; in the background it is
 * written down, at most once a minute and key, and read back for what other instances saw. So asking never waits
 * either.
 */
@Singleton
public class KeyUses {
    private static final Logger LOG = Logger.getLogger(KeyUses.class);
    private static final long MINUTE_S = 60;

    private final Database database;
    private final long everyMs;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("key-uses").unstarted(task));
    /** By hash, in minutes since 1970; what this instance saw. */
    private final Map<String, AtomicLong> seen = new ConcurrentHashMap<>();
    /** By hash, in minutes since 1970; what stands in the table, as far as we know. */
    private volatile Map<String, Long> written = Map.of();

    KeyUses(Database database, FeedbackConfig config) {
        this.database = database;
        this.everyMs = config.keyUseEvery().toMillis();
    }

    void start(@Observes StartupEvent event) {
        timer.scheduleWithFixedDelay(this::settle, 0, everyMs, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    /** Notes that somebody posts with a live key. */
    public void used(String hash) {
        long minute = Clock.systemUTC().millis() / (MINUTE_S * 1000);
        AtomicLong last = seen.get(hash);
        if (last == null) {
            last = seen.computeIfAbsent(hash, key -> new AtomicLong());
        }
        if (last.get() < minute) {
            last.set(minute);
        }
    }

    /** The start of the minute; null: never, as far as is known here. */
    public @Nullable Instant lastUsed(String hash) {
        AtomicLong here = seen.get(hash);
        long minute = Math.max(here == null ? 0 : here.get(), written.getOrDefault(hash, 0L));
        return minute == 0 ? null : Instant.ofEpochSecond(minute * MINUTE_S);
    }

    private void settle() {
        try {
            if (database.migrated()) {
                write();
            }
        } catch (RuntimeException e) {
            LOG.debugf("Uses of keys not written, trying again later cause=%s", e.getMessage());
        }
    }

    /** Writes what is new here, and reads what is known everywhere. A key that is not there any more is forgotten. */
    void write() {
        Map<String, Long> news = news();
        Map<String, Long> known = new HashMap<>();
        database.jdbi().useTransaction(handle -> {
            if (!news.isEmpty()) {
                List<String> hashes = List.copyOf(news.keySet());
                handle.createUpdate("""
                                UPDATE source_key SET last_used_at = to_timestamp(used.at)
                                FROM unnest(CAST(:hashes AS text[]), CAST(:ats AS bigint[])) AS used (hash, at)
                                WHERE source_key.hash = used.hash
                                  AND (last_used_at IS NULL OR last_used_at < to_timestamp(used.at))
                                """)
                        .bindArray("hashes", String.class, hashes)
                        .bindArray(
                                "ats",
                                Long.class,
                                hashes.stream()
                                        .map(hash -> news.getOrDefault(hash, 0L) * MINUTE_S)
                                        .toList())
                        .execute();
            }
            handle.createQuery("""
                            SELECT hash, CAST(coalesce(extract(epoch FROM last_used_at), 0) AS bigint) AS at
                            FROM source_key
                            """)
                    .map((row, context) -> known.put(row.getString("hash"), row.getLong("at") / MINUTE_S))
                    .list();
        });
        written = Map.copyOf(known);
        news.keySet().stream().filter(hash -> !known.containsKey(hash)).forEach(seen::remove);
    }

    private Map<String, Long> news() {
        Map<String, Long> news = new HashMap<>();
        seen.forEach((hash, minute) -> {
            if (minute.get() > written.getOrDefault(hash, 0L)) {
                news.put(hash, minute.get());
            }
        });
        return news;
    }
}
