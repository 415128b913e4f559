package dev.touchline.coaching.store;

import dev.touchline.coaching.core.ResponseRef;
import dev.touchline.coaching.store.Sql.Column;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Erases customers' words: on items in a queue too, at once, and again whenever a revision of such a response comes.
 * Ratings, scores and times stay.
 */
@Singleton
public class ErasureStore {
    private static final Logger LOG = Logger.getLogger(ErasureStore.class);
    /** Any number that no other advisory lock with one number uses ("erase"). */
    private static final long LOCK = 0x6572617365L;

    private final Database database;
    private final QueueVersions versions;

    ErasureStore(Database database, QueueVersions versions) {
        this.database = database;
        this.versions = versions;
    }

    /** A response whose words are to go for good. */
    public record Erased(ResponseRef ref, Instant at) {}

    /** Safe to repeat. */
    public void erase(Collection<Erased> erased) {
        int blanked = database.jdbi().inTransaction(handle -> {
            lock(handle, "SELECT pg_advisory_xact_lock(?)");
            remember(handle, erased);
            List<ResponseRef> refs = erased.stream().map(Erased::ref).toList();
            List<ResponseRef> gone = ResponseRows.blank(handle, refs);
            forgetInteractions(handle, refs);
            QueueCounters.bump(handle, ItemRows.touch(handle, EvidenceRows.itemsShowing(handle, gone)));
            return gone.size();
        });
        if (blanked > 0) {
            LOG.infof("Words erased responses=%d", blanked);
            versions.nudge();
        }
    }

    /** Of sessions (session_about); which answer it was stays known. */
    static void forgetInteractions(Handle handle, List<ResponseRef> refs) {
        Sql.update(handle, """
                UPDATE session SET about_interaction = NULL FROM unnest(?, ?) AS gone (source, response_id)
                WHERE about_source = gone.source AND about_response_id = gone.response_id
                    AND about_interaction IS NOT NULL
                """, Column.texts(refs, ResponseRef::source), Column.texts(refs, ResponseRef::responseId));
    }

    /** Writers of words go on side by side, but none while words are erased: one of the two sees what the other did. */
    static void share(Handle handle) {
        lock(handle, "SELECT pg_advisory_xact_lock_shared(?)");
    }

    private static void remember(Handle handle, Collection<Erased> erased) {
        Sql.update(
                handle,
                """
                INSERT INTO erased_response (source, response_id, erased_at) SELECT * FROM unnest(?, ?, ?)
                ON CONFLICT (source, response_id) DO NOTHING
                """,
                Column.texts(erased, each -> each.ref().source()),
                Column.texts(erased, each -> each.ref().responseId()),
                Column.instants(erased, Erased::at));
    }

    private static void lock(Handle handle, String sql) {
        handle.createQuery(sql).bind(0, LOCK).mapTo(String.class).list();
    }
}
