package dev.touchline.alerting.core;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Filters that are ready to use, by id: one poor rating on a topic of the trade opens a conversation while the contact
 * is fresh, and no more than one a shift; top marks, a personal record and a recovery after coaching are praised. Being
 * known, they may be enabled without a backtest.
 */
public final class Presets {
    private static final Bound POOR = new Bound.AtMost(25);
    private static final Duration A_SHIFT = Duration.ofHours(8);
    private static final Duration WHILE_FRESH = Duration.ofHours(2);

    private static final Duration A_SHIFT_LATER = Duration.ofHours(12);
    private static final Duration TWO_WEEKS = Duration.ofDays(14);
    private static final int ENOUGH = 20;
    private static final double GOOD = 75;
    private static final Set<String> TOPICS =
            Set.of("product-knowledge", "resolution", "courtesy", "clarity", "effort", "wait-time");

    private static final Map<String, Definition> ALL = all();

    private Presets() {}

    /** All of them, in the order in which they should be shown. */
    public static Map<String, Definition> byId() {
        return ALL;
    }

    /** The preset that says the same, whatever its name and floor. */
    public static Optional<String> equalTo(Definition definition) {
        return ALL.entrySet().stream()
                .filter(preset -> preset.getValue()
                        .named(definition.name())
                        .withFloor(definition.precisionFloor())
                        .equals(definition))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static Map<String, Definition> all() {
        Map<String, Definition> presets = new LinkedHashMap<>();
        presets.put("product-knowledge-poor", poor("Product knowledge, poor", "product-knowledge"));
        presets.put("resolution-poor", poor("Resolution, poor", "resolution"));
        presets.put("courtesy-poor", poor("Courtesy, poor", "courtesy"));
        presets.put("clarity-poor", poor("Clarity, poor", "clarity"));
        presets.put("effort-poor", poor("Effort, poor", "effort"));
        presets.put("wait-time-poor", poor("Wait time, poor", "wait-time"));
        presets.put("top-marks", praise("Top marks", new Condition.Each(new Bound.AtLeast(100)), Duration.ofDays(7)));
        presets.put("own-best", praise("Own best", new Condition.Best(GOOD, ENOUGH, TWO_WEEKS), TWO_WEEKS));
        presets.put(
                "recovered",
                praise(
                        "Recovered after coaching",
                        new Condition.Recovered(POOR.score(), ENOUGH, Duration.ofDays(30)),
                        Duration.ZERO));
        return Collections.unmodifiableMap(presets);
    }

    private static Definition praise(String name, Condition when, Duration cooldown) {
        return new Definition(
                name, Kind.PRAISE, TOPICS, true, Scope.EVERYWHERE, when, cooldown, A_SHIFT_LATER, Severity.LOW);
    }

    private static Definition poor(String name, String topic) {
        return new Definition(
                name,
                Kind.COACHING,
                Set.of(topic),
                true,
                Scope.EVERYWHERE,
                new Condition.Each(POOR),
                A_SHIFT,
                WHILE_FRESH,
                Severity.NORMAL);
    }
}
