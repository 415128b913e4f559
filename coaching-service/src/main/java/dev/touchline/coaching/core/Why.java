package dev.touchline.coaching.core;

import org.jspecify.annotations.Nullable;

/**
 * A reason, as a supervisor and the agent can read it.
 *
 * @param origin whose reason it is
 * @param n answers looked at
 * @param poor answers among them that met the filter's bar
 * @param expected how many would have met it by chance, where the filter knows
 */
public record Why(
        Origin origin,
        String sentence,
        int n,
        int poor,
        @Nullable Double expected) {

    /** Who gave the reason. */
    public sealed interface Origin {
        /** Whether a later word of that one takes the place of this one's. */
        default boolean isSameVoiceAs(Origin other) {
            return this instanceof Filter mine
                    && other instanceof Filter theirs
                    && mine.id().equals(theirs.id());
        }
    }

    /** The filter in the version that judged. */
    public record Filter(String id, int version, String name) implements Origin {}

    /**
     * The agent asked to be coached.
     *
     * @param note what the agent wants to learn, in own words
     */
    public record Asked(@Nullable String note) implements Origin {}

    /** What stands in the queue because the agent asked about an own answer. */
    public static Why asked(@Nullable String note) {
        return new Why(new Asked(note), "Asked for by the agent, about this answer.", 1, 0, null);
    }
}
