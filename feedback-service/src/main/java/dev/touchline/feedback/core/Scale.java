package dev.touchline.feedback.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The scale that a customer answered on.
 *
 * @param min the lowest value, below {@code max}
 * @param max the highest value
 * @param direction which end is the good one
 * @param labels the words of the scale and the values that they stand for, each within the scale; empty when it has
 *     none
 */
public record Scale(double min, double max, Direction direction, Map<String, Double> labels) {
    public Scale {
        if (!(min < max)) {
            throw new IllegalArgumentException("A scale's min must be below its max: " + min + ", " + max);
        }
        labels = labels.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }

    public boolean contains(double value) {
        return min <= value && value <= max;
    }
}
