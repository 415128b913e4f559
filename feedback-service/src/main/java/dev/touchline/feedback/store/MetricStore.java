package dev.touchline.feedback.store;

import dev.touchline.feedback.store.MetricConsumer.Arrived;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Writes the table {@code agent_metric}. */
final class MetricStore {
    private static final Comparator<Arrived> ORDER = Comparator.comparing(
                    (Arrived each) -> each.value().agent())
            .thenComparing(each -> each.value().metric())
            .thenComparing(each -> each.value().from())
            .thenComparing(each -> each.value().to());

    private MetricStore() {}

    /**
     * Keeps each unless a later one is there. In the order of the primary key, so that two writers never lock each
     * other out.
     *
     * @param arrived at most one per agent, metric and time
     */
    static void upsert(Handle handle, List<Arrived> arrived) {
        List<Arrived> sorted = arrived.stream().sorted(ORDER).toList();
        handle.createUpdate("""
                        INSERT INTO agent_metric AS known
                            (agent, metric, starts_at, ends_at, value, received_at, kafka_offset)
                        SELECT * FROM unnest(CAST(:agents AS text[]), CAST(:metrics AS text[]),
                            CAST(:starts AS timestamptz[]), CAST(:ends AS timestamptz[]),
                            CAST(:values AS double precision[]), CAST(:received AS timestamptz[]),
                            CAST(:offsets AS bigint[]))
                        ON CONFLICT (agent, metric, starts_at, ends_at) DO UPDATE
                        SET value = excluded.value, received_at = excluded.received_at,
                            kafka_offset = excluded.kafka_offset
                        WHERE (known.received_at, known.kafka_offset)
                            < (excluded.received_at, excluded.kafka_offset)
                        """)
                .bindArray(
                        "agents",
                        String.class,
                        texts(sorted, each -> each.value().agent()))
                .bindArray(
                        "metrics",
                        String.class,
                        texts(sorted, each -> each.value().metric()))
                .bindArray(
                        "starts",
                        String.class,
                        texts(sorted, each -> each.value().from()))
                .bindArray(
                        "ends", String.class, texts(sorted, each -> each.value().to()))
                .bindArray(
                        "values",
                        String.class,
                        texts(sorted, each -> each.value().value()))
                .bindArray("received", String.class, texts(sorted, Arrived::receivedAt))
                .bindArray("offsets", String.class, texts(sorted, Arrived::offset))
                .execute();
    }

    private static List<String> texts(List<Arrived> arrived, Function<Arrived, Object> column) {
        return arrived.stream().map(each -> String.valueOf(column.apply(each))).toList();
    }
}
