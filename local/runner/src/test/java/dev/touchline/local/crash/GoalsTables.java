package dev.touchline.local.crash;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.touchline.local.LocalStack;
import dev.touchline.local.Service;
import dev.touchline.local.crash.Difference.Sort;
import dev.touchline.local.crash.StandingNeed.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** What stands in goals-service's tables, against what should. */
final class GoalsTables {
    private GoalsTables() {}

    static List<Difference> compare(
            LocalStack stack, Collection<String> agents, SortedMap<UUID, StandingNeed> expected) {
        List<Difference> differences = new ArrayList<>(needs(standing(stack, agents), expected.keySet()));
        differences.addAll(goals(openGoals(stack, agents), expected));
        return differences;
    }

    private static List<Difference> needs(List<UUID> noted, Set<UUID> expected) {
        List<Difference> differences = new ArrayList<>();
        Set<UUID> seen = new HashSet<>();
        for (UUID id : noted) {
            if (!seen.add(id)) {
                differences.add(new Difference(Sort.DOUBLED, "goals.need_noted", id.toString()));
            } else if (!expected.contains(id)) {
                differences.add(new Difference(Sort.EXTRA, "goals.need_noted", id.toString()));
            }
        }
        expected.stream()
                .filter(id -> !seen.contains(id))
                .forEach(id -> differences.add(new Difference(Sort.LOST, "goals.need_noted", id.toString())));
        return differences;
    }

    /** Every place where needs stand has one open goal that counts them all. */
    private static List<Difference> goals(Map<Place, Long> open, SortedMap<UUID, StandingNeed> expected) {
        List<Difference> differences = new ArrayList<>();
        Map<Place, Long> wanted =
                expected.values().stream().collect(groupingBy(StandingNeed::place, TreeMap::new, counting()));
        wanted.forEach((place, needs) -> {
            long counted = open.getOrDefault(place, 0L);
            if (counted != needs) {
                Sort sort = counted < needs ? Sort.LOST : Sort.DOUBLED;
                differences.add(new Difference(
                        sort, "goals.goal", "%s counts %d needs, not %d".formatted(place, counted, needs)));
            }
        });
        open.keySet().stream()
                .filter(place -> !wanted.containsKey(place))
                .forEach(place -> differences.add(new Difference(Sort.EXTRA, "goals.goal", place.toString())));
        return differences;
    }

    private static List<UUID> standing(LocalStack stack, Collection<String> agents) {
        return Table.rows(
                stack,
                Service.GOALS,
                "SELECT need_id FROM need_noted WHERE standing AND agent_id = ANY (?)",
                agents,
                row -> row.getObject("need_id", UUID.class));
    }

    private static Map<Place, Long> openGoals(LocalStack stack, Collection<String> agents) {
        Map<Place, Long> goals = new TreeMap<>();
        Table.rows(
                        stack,
                        Service.GOALS,
                        "SELECT agent_id, topic, needs FROM goal WHERE state = 'suggested' AND agent_id = ANY (?)",
                        agents,
                        row -> Map.entry(
                                new Place(row.getString("agent_id"), row.getString("topic")), row.getLong("needs")))
                .forEach(goal -> goals.merge(goal.getKey(), goal.getValue(), Long::sum));
        return goals;
    }
}
