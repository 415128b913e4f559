package dev.touchline.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchline.local.Json;
import dev.touchline.local.LocalStack;
import dev.touchline.local.reconcile.KafkaReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/** Whether {@code coaching.outcomes} tells every step of items, and in order; a repeat of what was told is no step. */
final class TopicOrder {
    private static final long FIRST_STEP = 2;

    private TopicOrder() {}

    /** @param versions of the items now, each of which opened as version 1 without a word */
    static void check(LocalStack stack, Map<String, String> versions) {
        Map<String, Set<Long>> told = new LinkedHashMap<>();
        try (KafkaReader reader = new KafkaReader(stack.kafkaBootstrap())) {
            reader.read("coaching.outcomes", record -> {
                JsonNode outcome = Json.read(new String(record.value(), StandardCharsets.UTF_8));
                told.computeIfAbsent(outcome.path("itemId").asText(), _ -> new LinkedHashSet<>())
                        .add(outcome.path("version").asLong());
            });
        }
        List<String> wrong = new ArrayList<>();
        versions.forEach((item, version) -> {
            List<Long> steps = List.copyOf(told.getOrDefault(item, Set.of()));
            List<Long> expected = LongStream.rangeClosed(FIRST_STEP, Long.parseLong(version))
                    .boxed()
                    .toList();
            if (!steps.equals(expected)) {
                wrong.add("%s at version %s was told %s".formatted(item, version, steps));
            }
        });
        assertThat(wrong).as("items whose steps are lost or out of order").isEmpty();
    }
}
