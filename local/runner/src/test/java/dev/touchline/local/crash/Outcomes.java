package dev.touchline.local.crash;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchline.local.crash.Difference.Sort;
import dev.touchline.local.crash.Supervisors.Grant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The histories of items as {@code coaching.outcomes} tells them: no step missing or told in two ways, nobody claims
 * what another holds, and whoever was told to hold an item is in its history.
 */
final class Outcomes {
    private static final String WHERE = "coaching.outcomes";
    private static final Set<String> ENDS_A_CLAIM = Set.of("released", "lapsed");

    private final Map<String, SortedMap<Long, JsonNode>> histories = new HashMap<>();
    private final List<Difference> differences = new ArrayList<>();

    private Outcomes() {}

    static List<Difference> compare(List<JsonNode> records, List<Grant> grants) {
        Outcomes outcomes = new Outcomes();
        records.forEach(outcomes::add);
        outcomes.histories.forEach(outcomes::check);
        grants.forEach(outcomes::find);
        return outcomes.differences;
    }

    /** A relay may repeat a record, but the same one. */
    private void add(JsonNode record) {
        JsonNode told = histories
                .computeIfAbsent(record.path("itemId").asText(), _ -> new TreeMap<>())
                .putIfAbsent(record.path("version").asLong(), record);
        if (told != null && !told.equals(record)) {
            differ(Sort.DOUBLED, "%s and %s".formatted(told, record));
        }
    }

    private void check(String item, SortedMap<Long, JsonNode> history) {
        long expected = 1;
        String holder = "";
        for (Map.Entry<Long, JsonNode> step : history.entrySet()) {
            if (step.getKey() != expected) {
                differ(Sort.LOST, "item %s versions %d to %d".formatted(item, expected, step.getKey() - 1));
            }
            expected = step.getKey() + 1;
            String type = step.getValue().path("type").asText();
            if (type.equals("claimed")) {
                if (!holder.isEmpty()) {
                    differ(
                            Sort.DOUBLED,
                            "item %s version %d claimed while %s held it".formatted(item, step.getKey(), holder));
                }
                holder = step.getValue().path("by").asText();
            } else if (ENDS_A_CLAIM.contains(type)) {
                holder = "";
            }
        }
    }

    private void find(Grant grant) {
        JsonNode step = histories.getOrDefault(grant.itemId(), new TreeMap<>()).get(grant.version());
        if (step == null) {
            differ(Sort.LOST, "no step for " + grant);
        } else if (!step.path("by").asText().equals(grant.by())
                || !step.path("type").asText().equals("claimed")) {
            differ(Sort.CHANGED, "%s, but %s".formatted(grant, step));
        }
    }

    private void differ(Sort sort, String detail) {
        differences.add(new Difference(sort, WHERE, detail));
    }
}
