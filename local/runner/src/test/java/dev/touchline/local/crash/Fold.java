package dev.touchline.local.crash;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchline.local.crash.Difference.Sort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What the records of {@code coaching.needed} add up to, and whether each of them is there exactly once.
 *
 * @param standing needs that have evidence left
 * @param differences records that are missing from the count or there twice
 */
record Fold(SortedMap<UUID, StandingNeed> standing, List<Difference> differences) {
    private static final String WHERE = "coaching.needed";

    static Fold of(List<JsonNode> records) {
        SortedMap<UUID, StandingNeed> standing = new TreeMap<>();
        List<Difference> differences = new ArrayList<>();
        byAgentAndTopic(records).forEach((place, told) -> {
            List<JsonNode> inOrder =
                    told.stream().sorted(Comparator.comparingLong(Fold::seq)).toList();
            differences.addAll(miscounted(place, inOrder));
            apply(inOrder).forEach(need -> standing.put(need.id(), need));
        });
        return new Fold(standing, differences);
    }

    private static Map<String, List<JsonNode>> byAgentAndTopic(List<JsonNode> records) {
        return records.stream()
                .collect(Collectors.groupingBy(
                        record -> agent(record) + "/" + record.path("topic").asText(),
                        TreeMap::new,
                        Collectors.toList()));
    }

    /** Alerting chooses where it begins to count; a first record that is lost shows in the needs that stand. */
    private static List<Difference> miscounted(String place, List<JsonNode> inOrder) {
        List<Difference> differences = new ArrayList<>();
        long before = seq(inOrder.getFirst()) - 1;
        for (JsonNode record : inOrder) {
            if (seq(record) == before) {
                differences.add(new Difference(Sort.DOUBLED, WHERE, "%s seq %d".formatted(place, before)));
            } else if (seq(record) > before + 1) {
                differences.add(new Difference(
                        Sort.LOST, WHERE, "%s seq %d to %d".formatted(place, before + 1, seq(record) - 1)));
            }
            before = seq(record);
        }
        return differences;
    }

    private static List<StandingNeed> apply(List<JsonNode> inOrder) {
        Map<UUID, Map<String, Double>> evidence = new HashMap<>();
        Map<UUID, JsonNode> latest = new HashMap<>();
        for (JsonNode record : inOrder) {
            UUID id = UUID.fromString(record.path("needId").asText());
            latest.put(id, record);
            Map<String, Double> held = evidence.computeIfAbsent(id, _ -> new HashMap<>());
            boolean withdrawn = record.path("type").asText().equals("withdrawn");
            for (JsonNode piece : record.path("evidence")) {
                String response = piece.path("responseId").asText();
                if (withdrawn) {
                    held.remove(response);
                } else {
                    held.put(response, piece.path("score").asDouble());
                }
            }
        }
        return latest.entrySet().stream()
                .filter(entry -> entry.getValue().path("evidenceLeft").asInt() > 0)
                .map(entry -> need(entry.getKey(), entry.getValue(), evidence.getOrDefault(entry.getKey(), Map.of())))
                .toList();
    }

    private static StandingNeed need(UUID id, JsonNode record, Map<String, Double> evidence) {
        return StandingNeed.of(
                id,
                record.path("filter").path("id").asText(),
                agent(record),
                record.path("topic").asText(),
                evidence);
    }

    private static String agent(JsonNode record) {
        return record.path("agent").path("id").asText();
    }

    private static long seq(JsonNode record) {
        return record.path("seq").asLong();
    }
}
