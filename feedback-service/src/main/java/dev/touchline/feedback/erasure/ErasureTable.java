package dev.touchline.feedback.erasure;

import dev.touchline.feedback.core.erasure.CustomerHash;
import dev.touchline.feedback.core.erasure.ResponseName;
import dev.touchline.feedback.erasure.ErasureGate.Arrival;
import dev.touchline.feedback.kafka.ErasureWire;
import dev.touchline.kit.outbox.Outbox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The tables {@code erasure} and {@code erased_response}. */
final class ErasureTable {
    private ErasureTable() {}

    /** That somebody asked for this customer's words to go. */
    record Asked(CustomerHash customer, @Nullable String source, Instant at) {
        boolean covers(Arrival arrival) {
            return !arrival.receivedAt().isAfter(at)
                    && (source == null || source.equals(arrival.name().source()));
        }
    }

    /** When somebody was erased last; null: nobody ever was. Uses erasure_listed. */
    static @Nullable Instant last(Handle handle) {
        return handle.createQuery("SELECT erased_at FROM erasure ORDER BY erased_at DESC LIMIT 1")
                .map((row, context) -> at(row))
                .findOne()
                .orElse(null);
    }

    static byte[] hashKey(Handle handle) {
        return handle.createQuery("SELECT hash_key FROM customer_hash_key")
                .mapTo(byte[].class)
                .one();
    }

    static void insert(Handle handle, Erasure erasure) {
        handle.createUpdate("""
                        INSERT INTO erasure (id, erased_at, erased_by, source, customer_hash, responses, quarantined,
                            deliveries, deliveries_searched)
                        VALUES (:id, :at, :by, :source, :hash, :responses, :quarantined, :deliveries, :searched)
                        """)
                .bind("id", erasure.id())
                .bind("at", erasure.at())
                .bind("by", erasure.by())
                .bind("source", erasure.source())
                .bind("hash", erasure.customer().bytes())
                .bind("responses", erasure.responses())
                .bind("quarantined", erasure.quarantined())
                .bind("deliveries", erasure.deliveries())
                .bind("searched", erasure.deliveriesSearched())
                .execute();
    }

    /** The newest before that place in the list. Uses erasure_listed. */
    static List<Erasure> list(Handle handle, Instant before, UUID beforeId, int limit) {
        return handle.createQuery("""
                        SELECT * FROM erasure WHERE (erased_at, id) < (:before, :beforeId)
                        ORDER BY erased_at DESC, id DESC LIMIT :limit
                        """)
                .bind("before", before)
                .bind("beforeId", beforeId)
                .bind("limit", limit)
                .map((row, context) -> erasure(row))
                .list();
    }

    /** What was asked for these customers. Uses erasure_customer. */
    static List<Asked> asked(Handle handle, Collection<CustomerHash> customers) {
        return handle.createQuery("""
                        SELECT customer_hash, source, erased_at FROM erasure
                        WHERE customer_hash IN (SELECT decode(hash, 'hex') FROM unnest(:hashes) AS hash)
                        """)
                .bindArray(
                        "hashes",
                        String.class,
                        customers.stream().map(CustomerHash::toString).toList())
                .map((row, context) ->
                        new Asked(CustomerHash.stored(row.getBytes("customer_hash")), row.getString("source"), at(row)))
                .list();
    }

    /** Those of these whose words were erased. Uses erased_response_pkey. */
    static List<ResponseName> erasedOf(Handle handle, Collection<ResponseName> names) {
        return naming(handle.createQuery("""
                        SELECT source, response_id FROM unnest(:sources, :ids) AS asked (source, response_id)
                            JOIN erased_response USING (source, response_id)
                        """), names)
                .map((row, context) -> name(row))
                .list();
    }

    /** Notes that the words of these are gone for good, and tells the other services of those not known so far. */
    static void remember(Handle handle, Collection<ResponseName> names, Instant at) {
        List<ResponseName> fresh = naming(handle.createQuery("""
                        INSERT INTO erased_response (source, response_id, erased_at)
                        SELECT source, response_id, :at FROM unnest(:sources, :ids) AS gone (source, response_id)
                        ORDER BY source, response_id
                        ON CONFLICT (source, response_id) DO NOTHING
                        RETURNING source, response_id
                        """).bind("at", at), names)
                .map((row, context) -> name(row))
                .list();
        Outbox.append(
                handle, fresh.stream().map(name -> ErasureWire.row(name, at)).toList());
    }

    static ResponseName name(ResultSet row) throws SQLException {
        return new ResponseName(row.getString("source"), row.getString("response_id"));
    }

    private static Erasure erasure(ResultSet row) throws SQLException {
        return new Erasure(
                row.getObject("id", UUID.class),
                at(row),
                row.getString("erased_by"),
                row.getString("source"),
                CustomerHash.stored(row.getBytes("customer_hash")),
                row.getInt("responses"),
                row.getInt("quarantined"),
                row.getInt("deliveries"),
                row.getBoolean("deliveries_searched"));
    }

    private static Instant at(ResultSet row) throws SQLException {
        return row.getObject("erased_at", OffsetDateTime.class).toInstant();
    }

    /** Binds these as the arrays {@code :sources} and {@code :ids}. */
    static Query naming(Query query, Collection<ResponseName> names) {
        return query.bindArray(
                        "sources",
                        String.class,
                        names.stream().map(ResponseName::source).toList())
                .bindArray(
                        "ids",
                        String.class,
                        names.stream().map(ResponseName::responseId).toList());
    }
}
