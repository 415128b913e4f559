package dev.touchline.feedback.mapping;

import dev.touchline.feedback.core.mapping.Outcome;
import dev.touchline.feedback.core.webhook.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Compiled mappings for tests. */
final class Shipped {
    /** A little after everything in the golden payloads. */
    static final Instant RECEIVED = Instant.parse("2026-11-21T12:00:00Z");

    private static final Map<String, Mapping> ALL = ShippedMappings.NAMES.stream()
            .collect(Collectors.toMap(name -> name, name -> compiled(ShippedMappings.yaml(name))));

    private Shipped() {}

    static Mapping mapping(String name) {
        return ALL.get(name);
    }

    static Mapping compiled(String yaml) {
        return switch (MappingReader.read(yaml)) {
            case MappingReader.Result.Compiled(Mapping mapping) -> mapping;
            case MappingReader.Result.Broken(var causes) -> throw new AssertionError(causes);
        };
    }

    static List<Outcome> map(Mapping mapping, String body) {
        return mapping.map(new Delivery(body.getBytes(StandardCharsets.UTF_8), Map.of()), RECEIVED);
    }
}
