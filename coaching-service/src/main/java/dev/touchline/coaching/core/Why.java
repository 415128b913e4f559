package dev.touchline.coaching.core;

import org.jspecify.annotations.Nullable;

/**
 * A filter's reason, as a supervisor and the agent can read it.
 *
 * @param n answers looked at
 * @param poor answers among them that met the filter's bar
 * @param expected how many would have met it by chance, where the filter knows
 */
public record Why(
        Filter filter,
        String sentence,
        int n,
        int poor,
        @Nullable Double expected) {

    /** The filter in the version that judged. */
    public record Filter(String id, int version, String name) {}
}
