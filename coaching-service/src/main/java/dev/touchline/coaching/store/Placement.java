package dev.touchline.coaching.store;

import dev.touchline.coaching.store.Sql.Column;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keeps live items in the queue of their agent's current team. */
@Singleton
public class Placement {
    private final Database database;
    private final QueueVersions versions;

    Placement(Database database, QueueVersions versions) {
        this.database = database;
        this.versions = versions;
    }

    /**
     * Moves the live items of these agents to these teams (item_one_live).
     *
     * @param teams the current team by agent
     * @return how many items moved
     */
    public int move(Map<String, String> teams) {
        int moved = database.jdbi().inTransaction(handle -> {
            List<Map.Entry<String, String>> agents = List.copyOf(teams.entrySet());
            List<String> touched = new ArrayList<>();
            List<String> from = Sql.query(
                    handle,
                    """
                    WITH locked AS (
                        SELECT i.id, i.team AS was, a.team AS now
                        FROM unnest(?, ?) AS a (agent_id, team)
                        JOIN item i USING (agent_id)
                        WHERE i.state IN ('open', 'claimed') AND i.team <> a.team
                        ORDER BY i.id FOR NO KEY UPDATE OF i)
                    UPDATE item SET team = locked.now FROM locked WHERE item.id = locked.id
                    RETURNING locked.was, locked.now
                    """,
                    row -> {
                        touched.add(row.getString("now"));
                        return row.getString("was");
                    },
                    Column.texts(agents, Map.Entry::getKey),
                    Column.texts(agents, Map.Entry::getValue));
            touched.addAll(from);
            QueueCounters.bump(handle, touched);
            return from.size();
        });
        if (moved > 0) {
            versions.nudge();
        }
        return moved;
    }
}
