package dev.touchline.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchline.local.Json;
import dev.touchline.local.LocalStack;
import dev.touchline.local.reconcile.KafkaReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Whether {@code coaching.outcomes} tells every step of items, and in order: of each item, and of each agent, whose
 * steps share a key. A repeat of what was told is no step.
 */
final class TopicOrder {
    private static final long FIRST_STEP = 2;

    /** Two of an agent's items are worked side by side: of steps that are no further apart neither came first. */
    private static final Duration SIDE_BY_SIDE = Duration.ofSeconds(5);

    private TopicOrder() {}

    /** What was told under a key: an item and its version. */
    private record Told(String item, long version) {}

    /** Each of the items opened as version 1 without a word. */
    static void check(LocalStack stack, OpenItems items) {
        Map<String, Set<Told>> told = told(stack);
        assertThat(lost(told, items.versions()))
                .as("items whose steps are lost or out of order")
                .isEmpty();
        assertThat(swapped(told, items.steps()))
                .as("steps of an agent that were told before an earlier one")
                .isEmpty();
    }

    /** By key, in the order of the topic. */
    private static Map<String, Set<Told>> told(LocalStack stack) {
        Map<String, Set<Told>> told = new LinkedHashMap<>();
        try (KafkaReader reader = new KafkaReader(stack.kafkaBootstrap())) {
            reader.read("coaching.outcomes", record -> {
                JsonNode outcome = Json.read(new String(record.value(), StandardCharsets.UTF_8));
                told.computeIfAbsent(record.key(), _ -> new LinkedHashSet<>())
                        .add(new Told(
                                outcome.path("itemId").asText(),
                                outcome.path("version").asLong()));
            });
        }
        return told;
    }

    private static List<String> lost(Map<String, Set<Told>> told, Map<String, String> versions) {
        Map<String, List<Long>> byItem = new HashMap<>();
        told.values()
                .forEach(steps -> steps.forEach(step -> byItem.computeIfAbsent(step.item(), _ -> new ArrayList<>())
                        .add(step.version())));
        List<String> wrong = new ArrayList<>();
        versions.forEach((item, version) -> {
            List<Long> steps = byItem.getOrDefault(item, List.of());
            List<Long> expected = LongStream.rangeClosed(FIRST_STEP, Long.parseLong(version))
                    .boxed()
                    .toList();
            if (!steps.equals(expected)) {
                wrong.add("%s at version %s was told %s".formatted(item, version, steps));
            }
        });
        return wrong;
    }

    private static List<String> swapped(Map<String, Set<Told>> told, Map<String, List<OpenItems.Step>> byAgent) {
        List<String> wrong = new ArrayList<>();
        byAgent.forEach((agent, steps) -> {
            Map<Told, Instant> at = new HashMap<>();
            steps.forEach(step -> at.put(new Told(step.item(), step.version()), step.at()));
            Instant latest = Instant.EPOCH;
            for (Told one : told.getOrDefault(agent, Set.of())) {
                Instant its = at.getOrDefault(one, latest);
                if (its.isBefore(latest.minus(SIDE_BY_SIDE))) {
                    wrong.add("%s: %s of %s was told after one of %s".formatted(agent, one, its, latest));
                }
                latest = its.isAfter(latest) ? its : latest;
            }
        });
        return wrong;
    }
}
