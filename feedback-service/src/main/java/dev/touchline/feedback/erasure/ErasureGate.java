package dev.touchline.feedback.erasure;

import dev.touchline.feedback.core.erasure.CustomerHash;
import dev.touchline.feedback.core.erasure.ResponseName;
import dev.touchline.feedback.erasure.ErasureTable.Asked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What every writer of customers' words passes. What was erased stays so, whatever comes late, is read again from Kafka
 * or sent again by a platform: by its id for ever, and by its customer when it had reached us before the erasure.
 */
public final class ErasureGate {
    /** Any number that no other advisory lock of the database uses. */
    private static final long LOCK = 0x657261736572L;

    private ErasureGate() {}

    /**
     * A response on its way into a table.
     *
     * @param customerRef null: not said
     * @param receivedAt when it first reached us
     */
    public record Arrival(ResponseName name, @Nullable String customerRef, Instant receivedAt) {}

    /**
     * Those of these responses that must not bring words; lets nobody erase until the transaction ends. One of which
     * only the customer tells it is from then on known by its id, here and in the other services.
     */
    public static <T> Set<ResponseName> erased(Handle handle, List<T> items, Function<T, Arrival> arrival) {
        share(handle);
        Instant last = ErasureTable.last(handle);
        if (last == null || items.isEmpty()) {
            return Set.of();
        }
        List<Arrival> arrivals = items.stream().map(arrival).toList();
        Set<ResponseName> erased = new HashSet<>(ErasureTable.erasedOf(
                handle, arrivals.stream().map(Arrival::name).toList()));
        erased.addAll(ofErasedCustomers(
                handle,
                arrivals.stream()
                        .filter(each -> each.customerRef() != null
                                && !each.receivedAt().isAfter(last)
                                && !erased.contains(each.name()))
                        .toList()));
        return erased;
    }

    /** Lets writers go on side by side, and none of them while somebody erases. */
    static void share(Handle handle) {
        lock(handle, "SELECT pg_advisory_xact_lock_shared(:lock)");
    }

    /** Waits for all writers to end, and holds off others until the transaction ends. */
    static void close(Handle handle) {
        lock(handle, "SELECT pg_advisory_xact_lock(:lock)");
    }

    private static Set<ResponseName> ofErasedCustomers(Handle handle, List<Arrival> arrivals) {
        if (arrivals.isEmpty()) {
            return Set.of();
        }
        byte[] key = ErasureTable.hashKey(handle);
        Map<CustomerHash, List<Arrival>> byCustomer = new HashMap<>();
        for (Arrival arrival : arrivals) {
            byCustomer
                    .computeIfAbsent(
                            CustomerHash.of(key, String.valueOf(arrival.customerRef())), hash -> new ArrayList<>())
                    .add(arrival);
        }
        Set<ResponseName> erased = new HashSet<>();
        for (Asked asked : ErasureTable.asked(handle, byCustomer.keySet())) {
            List<ResponseName> names = byCustomer.getOrDefault(asked.customer(), List.of()).stream()
                    .filter(asked::covers)
                    .map(Arrival::name)
                    .toList();
            ErasureTable.remember(handle, names, asked.at());
            erased.addAll(names);
        }
        return erased;
    }

    private static void lock(Handle handle, String sql) {
        handle.createQuery(sql).bind("lock", LOCK).mapTo(String.class).list();
    }
}
