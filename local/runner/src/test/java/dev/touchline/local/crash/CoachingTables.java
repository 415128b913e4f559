package dev.touchline.local.crash;

import dev.touchline.local.LocalStack;
import dev.touchline.local.Service;
import dev.touchline.local.crash.Difference.Sort;
import dev.touchline.local.crash.StandingNeed.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** What stands in coaching-service's tables, against what should. */
final class CoachingTables {
    private final LocalStack stack;
    private final Collection<String> agents;
    private final List<Difference> differences = new ArrayList<>();

    private CoachingTables(LocalStack stack, Collection<String> agents) {
        this.stack = stack;
        this.agents = agents;
    }

    static List<Difference> compare(
            LocalStack stack,
            Collection<String> agents,
            SortedMap<UUID, StandingNeed> expected,
            Collection<Posted> newest) {
        CoachingTables tables = new CoachingTables(stack, agents);
        tables.needs(expected);
        tables.liveItems(expected);
        tables.closedItems();
        tables.words(newest);
        return tables.differences;
    }

    private record Piece(UUID id, String filterId, String agent, String topic, String response, double score) {}

    private void needs(SortedMap<UUID, StandingNeed> expected) {
        Map<UUID, Map<String, Double>> evidence = new HashMap<>();
        Map<UUID, StandingNeed> actual = new HashMap<>();
        for (Piece piece : pieces()) {
            Map<String, Double> held = evidence.computeIfAbsent(piece.id(), _ -> new HashMap<>());
            if (held.put(piece.response(), piece.score()) != null) {
                add(Sort.DOUBLED, "coaching.evidence", "%s on need %s".formatted(piece.response(), piece.id()));
            }
            actual.put(piece.id(), StandingNeed.of(piece.id(), piece.filterId(), piece.agent(), piece.topic(), held));
        }
        differences.addAll(Needs.compare("coaching.need", expected, actual));
    }

    private List<Piece> pieces() {
        return Table.rows(
                stack,
                Service.COACHING,
                """
                SELECT n.need_id, n.filter_id, n.agent_id, n.topic, e.response_id, e.score
                FROM need n JOIN item i ON i.id = n.item_id JOIN evidence e USING (item_id, need_id)
                WHERE n.standing AND i.state IN ('open', 'claimed') AND n.agent_id = ANY (?)
                """,
                agents,
                row -> new Piece(
                        row.getObject("need_id", UUID.class),
                        row.getString("filter_id"),
                        row.getString("agent_id"),
                        row.getString("topic"),
                        row.getString("response_id"),
                        row.getDouble("score")));
    }

    /** One live item where needs stand, with every response counted once however many needs hold it; none elsewhere. */
    private void liveItems(SortedMap<UUID, StandingNeed> expected) {
        SortedMap<Place, Set<String>> wanted = new TreeMap<>();
        expected.values()
                .forEach(need -> wanted.computeIfAbsent(need.place(), _ -> new TreeSet<>())
                        .addAll(need.evidence().keySet()));
        Map<Place, Integer> found = new HashMap<>();
        for (LiveItem item : live()) {
            if (found.put(item.place(), item.evidence()) != null) {
                add(Sort.DOUBLED, "coaching.item", "two live items at " + item.place());
            }
        }
        wanted.forEach((place, responses) -> {
            Integer count = found.remove(place);
            if (count == null) {
                add(Sort.LOST, "coaching.item", "no live item at " + place);
            } else if (count != responses.size()) {
                Sort sort = count < responses.size() ? Sort.LOST : Sort.EXTRA;
                add(
                        sort,
                        "coaching.item",
                        "%s says evidenceCount %d, not %d".formatted(place, count, responses.size()));
            }
        });
        found.keySet().forEach(place -> add(Sort.EXTRA, "coaching.item", "a live item at " + place));
    }

    private record LiveItem(Place place, int evidence) {}

    private List<LiveItem> live() {
        return Table.rows(
                stack,
                Service.COACHING,
                """
                SELECT agent_id, topic, evidence_count FROM item
                WHERE state IN ('open', 'claimed') AND agent_id = ANY (?)
                """,
                agents,
                row -> new LiveItem(
                        new Place(row.getString("agent_id"), row.getString("topic")), row.getInt("evidence_count")));
    }

    /** Nobody closes an item in these tests but the system, when a correction took all of its evidence. */
    private void closedItems() {
        Table.rows(
                        stack,
                        Service.COACHING,
                        """
                        SELECT id, state, cause, (SELECT count(*) FROM evidence e WHERE e.item_id = item.id) AS evidence
                        FROM item WHERE state NOT IN ('open', 'claimed') AND agent_id = ANY (?)
                            AND (cause IS DISTINCT FROM 'corrected' OR EXISTS (
                                SELECT FROM evidence e WHERE e.item_id = item.id))
                        """,
                        agents,
                        row -> "item %s is %s (%s) with evidence %d"
                                .formatted(
                                        row.getString("id"),
                                        row.getString("state"),
                                        row.getString("cause"),
                                        row.getInt("evidence")))
                .forEach(item -> add(Sort.EXTRA, "coaching.item", item));
    }

    /** The newest words of every response are there to be shown. */
    private void words(Collection<Posted> newest) {
        Map<String, String> comments = new HashMap<>();
        Table.rows(
                        stack,
                        Service.COACHING,
                        "SELECT response_id, comment FROM response WHERE agent_id = ANY (?)",
                        agents,
                        row -> new String[] {row.getString("response_id"), row.getString("comment")})
                .forEach(row -> comments.put(row[0], row[1]));
        for (Posted post : newest) {
            String comment = comments.remove(post.responseId());
            if (comment == null) {
                add(Sort.LOST, "coaching.response", post.responseId());
            } else if (!comment.equals(post.comment())) {
                add(Sort.CHANGED, "coaching.response", "%s says: %s".formatted(post.responseId(), comment));
            }
        }
        comments.keySet().forEach(id -> add(Sort.EXTRA, "coaching.response", id));
    }

    private void add(Sort sort, String where, String detail) {
        differences.add(new Difference(sort, where, detail));
    }
}
