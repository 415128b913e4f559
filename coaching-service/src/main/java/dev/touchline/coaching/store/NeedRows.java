package dev.touchline.coaching.store;

import dev.touchline.coaching.core.CaseKey;
import dev.touchline.coaching.core.Need;
import dev.touchline.coaching.core.Reason;
import dev.touchline.coaching.core.Severity;
import dev.touchline.coaching.core.Why;
import dev.touchline.coaching.core.Why.Asked;
import dev.touchline.coaching.core.Why.Filter;
import dev.touchline.coaching.store.Sql.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Table {@code need}. */
final class NeedRows {
    private static final String SELECT = """
            SELECT need_id, item_id, kind, agent_id, topic, standing, applied_seq, severity, raised_at, newest_at,
                fresh_until, filter_id, filter_version, filter_name, sentence, n, poor, expected, note, flagged_at
            FROM need
            """;

    private NeedRows() {}

    /** By id (need_pkey). */
    static List<Need> named(Handle handle, Collection<UUID> needIds) {
        return Sql.query(handle, SELECT + "WHERE need_id = ANY (?)", NeedRows::map, Column.uuids(needIds, id -> id));
    }

    /** All that stand on these items (need_item). */
    static List<Need> standingOn(Handle handle, Collection<UUID> itemIds) {
        return Sql.query(
                handle,
                SELECT + "WHERE standing AND item_id = ANY (?)",
                NeedRows::map,
                Column.uuids(itemIds, id -> id));
    }

    /** Puts needs on another item (need_pkey). */
    static void place(Handle handle, Collection<Need> needs, UUID itemId) {
        Sql.update(
                handle,
                "UPDATE need SET item_id = n.item_id FROM unnest(?, ?) AS n (need_id, item_id)"
                        + " WHERE need.need_id = n.need_id",
                Column.uuids(needs, Need::id),
                Column.uuids(needs, _ -> itemId));
    }

    static void upsert(Handle handle, List<Need> needs) {
        if (needs.isEmpty()) {
            return;
        }
        Sql.update(
                handle,
                """
                INSERT INTO need (need_id, item_id, kind, agent_id, topic, standing, applied_seq, severity, raised_at,
                    newest_at, fresh_until, filter_id, filter_version, filter_name, sentence, n, poor, expected, note,
                    flagged_at)
                SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (need_id) DO UPDATE SET
                    item_id = excluded.item_id, standing = excluded.standing, applied_seq = excluded.applied_seq,
                    severity = excluded.severity, raised_at = excluded.raised_at, newest_at = excluded.newest_at,
                    fresh_until = excluded.fresh_until, filter_version = excluded.filter_version,
                    filter_name = excluded.filter_name, sentence = excluded.sentence, n = excluded.n,
                    poor = excluded.poor, expected = excluded.expected, note = excluded.note
                """,
                Column.uuids(needs, Need::id),
                Column.uuids(needs, Need::itemId),
                Column.texts(needs, need -> need.key().kind().word()),
                Column.texts(needs, need -> need.key().agentId()),
                Column.texts(needs, need -> need.key().topic()),
                Column.booleans(needs, need -> need.standing() == Need.Standing.STANDING),
                Column.longs(needs, Need::seq),
                Column.texts(needs, need -> need.reason().severity().word()),
                Column.instants(needs, need -> need.reason().raisedAt()),
                Column.instants(needs, Need::newestAt),
                Column.instants(needs, Need::freshUntil),
                Column.texts(needs, need -> filter(need).map(Filter::id).orElse(null)),
                Column.ints(needs, need -> filter(need).map(Filter::version).orElse(null)),
                Column.texts(needs, need -> filter(need).map(Filter::name).orElse(null)),
                Column.texts(needs, need -> why(need).sentence()),
                Column.ints(needs, need -> why(need).n()),
                Column.ints(needs, need -> why(need).poor()),
                Column.doubles(needs, need -> why(need).expected()),
                Column.texts(needs, need -> why(need).origin() instanceof Asked(String words) ? words : null),
                Column.instants(needs, Need::flaggedAt));
    }

    private static Optional<Filter> filter(Need need) {
        return why(need).origin() instanceof Filter filter ? Optional.of(filter) : Optional.empty();
    }

    /** Only what an agent asked for has no filter. */
    private static Why.Origin origin(ResultSet row) throws SQLException {
        String filter = row.getString("filter_id");
        return filter == null
                ? new Asked(row.getString("note"))
                : new Filter(filter, row.getInt("filter_version"), row.getString("filter_name"));
    }

    private static Why why(Need need) {
        return need.reason().why();
    }

    private static Need map(ResultSet row) throws SQLException {
        UUID id = row.getObject("need_id", UUID.class);
        @Nullable Double expected = row.getObject("expected", Double.class);
        Why why = new Why(origin(row), row.getString("sentence"), row.getInt("n"), row.getInt("poor"), expected);
        Severity severity = Severity.valueOf(row.getString("severity").toUpperCase(Locale.ROOT));
        return new Need(
                id,
                new CaseKey(row.getString("agent_id"), row.getString("topic"), ItemRows.kind(row.getString("kind"))),
                row.getObject("item_id", UUID.class),
                row.getBoolean("standing") ? Need.Standing.STANDING : Need.Standing.WITHDRAWN,
                Sql.instant(row, "newest_at"),
                Sql.instant(row, "fresh_until"),
                new Reason(id, row.getLong("applied_seq"), severity, Sql.instant(row, "raised_at"), why),
                Sql.instantOrNull(row, "flagged_at"));
    }
}
