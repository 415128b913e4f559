package dev.touchline.alerting.store;

import dev.touchline.alerting.core.Precision;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * How items ended for the filters that caused them. The figures of a filter go back to its last version with another
 * rule: kind, topics, scope or condition; another name or cooldown finds the same.
 */
@Singleton
public class PrecisionStore {
    private final Database database;

    PrecisionStore(Database database) {
        this.database = database;
    }

    /** A filter that spoke for an item that ended; {@code agents} says whether it was about the agent. */
    public record Told(UUID itemId, String filterId, long filterVersion, long itemVersion, boolean agents) {
        static final Comparator<Told> ORDER =
                Comparator.comparing(Told::filterId).thenComparing(Told::itemId);
    }

    /** @param since the first version with the rule that is judged */
    public record Judged(long since, Precision precision) {
        public static final Judged NOTHING = new Judged(1, Precision.NONE);
    }

    /**
     * Notes these; what an item is told again, or in an older version, changes nothing.
     *
     * @param takenBack items that no longer tell, by their version since: what was told before no longer counts
     */
    public void note(Collection<Told> all, Map<UUID, Long> takenBack) {
        List<Told> told = newest(all).stream()
                .filter(one -> takenBack.getOrDefault(one.itemId(), Long.MIN_VALUE) < one.itemVersion())
                .toList();
        if (told.isEmpty() && takenBack.isEmpty()) {
            return;
        }
        database.jdbi().useHandle(handle -> note(handle, told, takenBack));
    }

    /**
     * In one statement, so that the figures of all filters that it touches are locked in one order, whatever was told
     * and what taken back: two of these never wait in a circle for these figures. An item that is both has the newer
     * word.
     */
    private static void note(Handle handle, List<Told> told, Map<UUID, Long> takenBack) {
        handle.createUpdate("""
                        WITH told AS (
                          SELECT * FROM unnest(:items, :filters, :versions, :itemVersions, :agents)
                            AS t (item_id, filter_id, filter_version, item_version, agents)
                        ), back AS (
                          UPDATE judged_item AS j SET agents = NULL, item_version = u.version, told_at = now()
                          FROM unnest(:back, :backVersions) AS u (item_id, version)
                          WHERE j.item_id = u.item_id AND j.item_version < u.version
                            AND (j.item_id, j.filter_id) NOT IN (SELECT item_id, filter_id FROM told)
                          RETURNING new.filter_id, new.filter_version, old.agents AS was
                        ), noted AS (
                          INSERT INTO judged_item AS j (item_id, filter_id, filter_version, item_version, agents)
                          SELECT * FROM told
                          ON CONFLICT (item_id, filter_id) DO UPDATE
                          SET filter_version = excluded.filter_version, item_version = excluded.item_version,
                              agents = excluded.agents, told_at = now()
                          WHERE j.item_version < excluded.item_version
                          RETURNING new.filter_id, new.filter_version, new.agents,
                                    old.filter_version AS was_version, old.agents AS was
                        ), change AS (
                          SELECT filter_id, filter_version, -1 AS judged, -(was::int) AS agents FROM back
                          WHERE was IS NOT NULL
                          UNION ALL
                          SELECT filter_id, filter_version, 1, agents::int FROM noted
                          UNION ALL
                          SELECT filter_id, was_version, -1, -(was::int) FROM noted WHERE was IS NOT NULL
                        )
                        INSERT INTO filter_precision AS p (filter_id, filter_version, judged, agents)
                        SELECT filter_id, filter_version, sum(judged), sum(agents) FROM change
                        GROUP BY filter_id, filter_version ORDER BY filter_id, filter_version
                        ON CONFLICT (filter_id, filter_version) DO UPDATE
                        SET judged = p.judged + excluded.judged, agents = p.agents + excluded.agents
                        """)
                .bindArray("back", UUID.class, List.copyOf(takenBack.keySet()))
                .bindArray("backVersions", Long.class, List.copyOf(takenBack.values()))
                .bindArray("items", UUID.class, told.stream().map(Told::itemId).toList())
                .bindArray(
                        "filters",
                        String.class,
                        told.stream().map(Told::filterId).toList())
                .bindArray(
                        "versions",
                        Long.class,
                        told.stream().map(Told::filterVersion).toList())
                .bindArray(
                        "itemVersions",
                        Long.class,
                        told.stream().map(Told::itemVersion).toList())
                .bindArray(
                        "agents", Boolean.class, told.stream().map(Told::agents).toList())
                .execute();
    }

    /** By filter; what nobody has judged yet is there too. */
    public Map<String, Judged> of(Collection<String> filterIds) {
        return database.jdbi().withHandle(handle -> judged(handle, filterIds));
    }

    /** Notes that these are below their floor, and forgets of all others that they were; returns those that are new. */
    public List<String> warned(Map<String, Judged> below) {
        List<String> ids = below.keySet().stream().sorted().toList();
        List<Long> since = ids.stream()
                .map(id -> below.getOrDefault(id, Judged.NOTHING).since())
                .toList();
        return database.jdbi().inTransaction(handle -> {
            handle.createUpdate("""
                            DELETE FROM precision_warning WHERE (filter_id, since_version) NOT IN (
                              SELECT * FROM unnest(:ids, :since))
                            """)
                    .bindArray("ids", String.class, ids)
                    .bindArray("since", Long.class, since)
                    .execute();
            return handle.createQuery("""
                            INSERT INTO precision_warning (filter_id, since_version)
                            SELECT * FROM unnest(:ids, :since) ON CONFLICT DO NOTHING RETURNING filter_id
                            """)
                    .bindArray("ids", String.class, ids)
                    .bindArray("since", Long.class, since)
                    .mapTo(String.class)
                    .list();
        });
    }

    /** Forgets which items were told longer ago than that; the figures stay. */
    public void forget(Instant now, Duration after) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("DELETE FROM judged_item WHERE told_at < :before")
                        .bind("before", now.minus(after).atOffset(ZoneOffset.UTC))
                        .execute());
    }

    private static Map<String, Judged> judged(Handle handle, Collection<String> filterIds) {
        Map<String, Judged> found = new HashMap<>();
        handle.createQuery("""
                        WITH newest AS (
                          SELECT DISTINCT ON (filter_id) filter_id, definition FROM filter_version
                          WHERE filter_id = ANY (:ids) ORDER BY filter_id, version DESC
                        ), since AS (
                          SELECT filter_id, coalesce(max(v.version) FILTER (WHERE
                              ROW (v.definition->'kind', v.definition->'topics', v.definition->'scope',
                                   v.definition->'when')
                              IS DISTINCT FROM
                              ROW (n.definition->'kind', n.definition->'topics', n.definition->'scope',
                                   n.definition->'when')), 0) + 1 AS version
                          FROM newest n JOIN filter_version v USING (filter_id) GROUP BY filter_id
                        )
                        SELECT s.filter_id, s.version, coalesce(sum(p.judged), 0) AS judged,
                               coalesce(sum(p.agents), 0) AS agents
                        FROM since s LEFT JOIN filter_precision p
                          ON p.filter_id = s.filter_id AND p.filter_version >= s.version
                        GROUP BY s.filter_id, s.version
                        """)
                .bindArray("ids", String.class, filterIds)
                .map((row, context) -> Map.entry(
                        row.getString("filter_id"),
                        new Judged(
                                row.getLong("version"), new Precision(row.getLong("judged"), row.getLong("agents")))))
                .forEach(one -> found.put(one.getKey(), one.getValue()));
        return found;
    }

    /** One per item and filter: a statement can't change a row twice. */
    private static List<Told> newest(Collection<Told> all) {
        Map<String, Told> newest = new HashMap<>();
        for (Told told : all) {
            newest.merge(
                    told.itemId() + "/" + told.filterId(),
                    told,
                    (one, next) -> next.itemVersion() > one.itemVersion() ? next : one);
        }
        return newest.values().stream().sorted(Told.ORDER).toList();
    }
}
