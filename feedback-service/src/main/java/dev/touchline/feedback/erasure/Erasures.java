package dev.touchline.feedback.erasure;

import dev.touchline.feedback.core.erasure.CustomerHash;
import dev.touchline.feedback.core.erasure.Mentions;
import dev.touchline.feedback.core.erasure.ResponseName;
import dev.touchline.kit.http.Cursor;
import dev.touchline.kit.http.Page;
import dev.touchline.kit.outbox.OutboxRelay;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Erases customers, and tells what was erased when. */
@Singleton
public class Erasures {
    private static final Logger LOG = Logger.getLogger(Erasures.class);
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private final Database database;
    private final OutboxRelay relay;

    Erasures(Database database, OutboxRelay relay) {
        this.database = database;
        this.relay = relay;
    }

    /**
     * Erases what a customer said until now: first out of deliveries, page by page; then words and reference of
     * responses, all or nothing, and word to the other services with it. Scores, times and ids stay. What is still on
     * its way is met by the {@link ErasureGate}. After a failure it can be repeated: nothing that went comes back.
     *
     * @param source whose customer; null: of any platform that uses this reference
     * @param by who asks for it
     */
    public Erasure erase(String ref, @Nullable String source, String by, Instant at) {
        Instant now = at.truncatedTo(ChronoUnit.MICROS);
        Optional<Integer> deliveries =
                Mentions.of(ref).map(found -> new DeliverySearch(found, source, by, now).run(database.jdbi()));
        // Patiently: it waits for the writers, and they for it.
        Erasure erasure = Database.patientlyGet(
                () -> database.jdbi().inTransaction(handle -> erase(handle, ref, source, by, now, deliveries)));
        relay.nudge();
        LOG.infof(
                "Customer erased erasure=%s by=%s customer=%s responses=%d quarantined=%d deliveries=%d",
                erasure.id(), by, erasure.customer(), erasure.responses(), erasure.quarantined(), erasure.deliveries());
        return erasure;
    }

    /**
     * The newest first.
     *
     * @param cursor null: from the top
     * @throws dev.touchline.kit.http.Problem 400 for a cursor that is not ours
     */
    public Page<Erasure> list(int limit, @Nullable String cursor) {
        Position before = Position.of(cursor);
        List<Erasure> some =
                database.jdbi().withHandle(handle -> ErasureTable.list(handle, before.at(), before.id(), limit + 1));
        boolean more = some.size() > limit;
        List<Erasure> items = more ? some.subList(0, limit) : some;
        return new Page<>(items, more ? Position.cursor(items.getLast()) : null);
    }

    /** @param deliveries how many were emptied; empty: the reference is too short to be looked for in them */
    private static Erasure erase(
            Handle handle, String ref, @Nullable String source, String by, Instant now, Optional<Integer> deliveries) {
        ErasureGate.close(handle);
        List<ResponseName> responses = Words.eraseResponses(handle, ref, source);
        Set<ResponseName> names = new HashSet<>(responses);
        int quarantined = Words.eraseQuarantined(handle, ref, source, names, by, now);
        ErasureTable.remember(handle, names, now);
        Erasure erasure = new Erasure(
                UUID.randomUUID(),
                now,
                by,
                source,
                CustomerHash.of(ErasureTable.hashKey(handle), ref),
                responses.size(),
                quarantined,
                deliveries.orElse(0),
                deliveries.isPresent());
        ErasureTable.insert(handle, erasure);
        return erasure;
    }

    private record Position(Instant at, UUID id) {
        static Position of(@Nullable String cursor) {
            if (cursor == null) {
                return new Position(LAST, new UUID(-1, -1));
            }
            List<String> parts = Cursor.decode(cursor, 2);
            try {
                return new Position(Instant.parse(parts.getFirst()), UUID.fromString(parts.getLast()));
            } catch (DateTimeException | IllegalArgumentException e) {
                throw Cursor.malformed();
            }
        }

        static String cursor(Erasure last) {
            return Cursor.encode(last.at().toString(), last.id().toString());
        }
    }
}
