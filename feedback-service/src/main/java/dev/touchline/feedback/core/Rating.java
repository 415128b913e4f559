package dev.touchline.feedback.core;

import org.jspecify.annotations.Nullable;

/**
 * What a customer said about one topic, as given.
 *
 * @param topic what it is about, a slug
 * @param value where on the scale
 * @param label the word that was given instead of a number, one of the scale's labels
 */
public record Rating(String topic, double value, @Nullable String label, Scale scale) {
    public Rating {
        if (!scale.contains(value)) {
            throw new IllegalArgumentException("The value of " + topic + " lies outside its scale");
        }
    }

    /** The rating on 0 to 100. */
    public Score score() {
        return Score.of(value, scale);
    }
}
