package dev.touchline.coaching.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.backing.Backing;
import dev.touchline.coaching.Floor;
import dev.touchline.coaching.store.ItemReader.Wanted;
import dev.touchline.kit.store.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
class QueuePageTest {
    private static final List<String> STATES =
            List.of("open", "claimed", "completed", "dismissed", "deferred", "expired");

    /** Thirty thousand items of three teams and three hundred agents, of each one of a hundred is open. */
    private static final String ITEMS = """
            INSERT INTO item (id, kind, agent_id, agent_name, team, topic, severity, state, cause, opened_at, closed_at,
                newest_at, fresh_until, evidence_count, evidence_version, version, priority, reasons)
            SELECT gen_random_uuid(), 'coaching', 'plan-' || n / 100, 'Ada', 'plan-' || n % 3, 'clarity', 'normal', s.state,
                CASE WHEN s.state = 'dismissed' THEN 'tool' END, now(), CASE WHEN s.state <> 'open' THEN now() END,
                now(), now() + interval '1 day', 1, 1, 1, n, '[]'
            FROM generate_series(1, 30000) AS n
            CROSS JOIN LATERAL (SELECT CASE WHEN n % 100 = 0 THEN 'open'
                ELSE (ARRAY['completed', 'dismissed', 'deferred', 'expired'])[1 + n % 4] END AS state) s
            """;

    @Inject
    Database database;

    @Test
    void whateverStatesAreAskedForAnIndexServesThem() {
        Floor.patiently().until(database::migrated);

        database.jdbi().useHandle(handle -> {
            handle.begin();
            handle.execute(ITEMS);
            handle.execute("ANALYZE item");
            for (List<String> states : filters()) {
                assertThat(plan(handle, states))
                        .as("%s", states)
                        .anyMatch(line -> line.contains("using item_queue"))
                        .noneMatch(line -> line.contains("Seq Scan on item"));
            }
            handle.rollback();
        });
    }

    @Test
    void anExportReadsItsTeamsItemsOfItsTimeAlone() {
        ItemExport.Wanted exported =
                new ItemExport.Wanted("plan-1", List.of(), List.of(), null, Instant.EPOCH, Instant.MAX);
        Floor.patiently().until(database::migrated);

        database.jdbi().useHandle(handle -> {
            handle.begin();
            handle.execute(ITEMS);
            handle.execute("ANALYZE item");
            assertThat(generic(
                            handle,
                            ItemExport.sql(exported),
                            new TreeMap<>(Map.of(
                                    "after",
                                    "'%s'".formatted(ItemExport.START),
                                    "end",
                                    "uuidv7()",
                                    "first",
                                    "uuidv7()",
                                    "from",
                                    "'2020-01-01'",
                                    "kinds",
                                    "'{coaching}'",
                                    "limit",
                                    "500",
                                    "states",
                                    "'{open,completed}'",
                                    "team",
                                    "'plan-1'",
                                    "to",
                                    "now()"))))
                    .anyMatch(line -> line.contains("using item_closed"))
                    .anyMatch(line -> line.contains("Index Cond")
                            && line.contains("team =")
                            && line.contains("id >=")
                            && line.contains("id <"))
                    .anyMatch(line -> line.contains("item_queue"))
                    .noneMatch(line -> line.contains("Seq Scan on item"));
            handle.rollback();
        });
    }

    @Test
    void whatFairShareOverlookedIsFoundByItsAgentsLiveItems() {
        Floor.patiently().until(database::migrated);

        database.jdbi().useHandle(handle -> {
            handle.begin();
            handle.execute(ITEMS);
            handle.execute("""
                    INSERT INTO agent_day (agent_id, day, sessions, held_until)
                    SELECT 'plan-' || n, current_date, 1, now() + interval '1 day' FROM generate_series(1, 200) AS n
                    """);
            handle.execute("ANALYZE item, agent_day");
            assertThat(generic(handle, ItemClock.OVERLOOKED, new TreeMap<>(Map.of("limit", "200", "now", "now()"))))
                    .anyMatch(line -> line.contains("agent_id = agent_day.agent_id"))
                    .anyMatch(line -> line.contains("item_one_live"))
                    .noneMatch(line -> line.contains("item_agent"))
                    .noneMatch(line -> line.contains("Seq Scan on item"));
            handle.rollback();
        });
    }

    /** The plan that serves whatever is bound; the service's connections have no other. */
    private static List<String> generic(Handle handle, String sql, Map<String, String> bound) {
        String numbered = sql;
        List<String> names = List.copyOf(bound.keySet());
        for (String name : names) {
            numbered = numbered.replace(":" + name, "$" + (names.indexOf(name) + 1));
        }
        handle.execute("PREPARE asked AS " + numbered);
        List<String> plan = handle.createQuery(
                        "EXPLAIN EXECUTE asked (%s)".formatted(String.join(", ", bound.values())))
                .mapTo(String.class)
                .list();
        handle.execute("DEALLOCATE asked");
        return plan;
    }

    /** Each state alone, what stands in the queue, what is closed, everything. */
    private static List<List<String>> filters() {
        List<List<String>> filters =
                new ArrayList<>(STATES.stream().map(List::of).toList());
        filters.add(STATES.subList(0, 2));
        filters.add(STATES.subList(2, 6));
        filters.add(STATES);
        return filters;
    }

    private static List<String> plan(Handle handle, List<String> states) {
        Wanted wanted = new Wanted("plan-1", List.of("coaching", "praise"), states, null, null, 50, null);
        return QueuePage.bind(handle.createQuery("EXPLAIN " + QueuePage.sql(wanted)), wanted)
                .mapTo(String.class)
                .list();
    }
}
