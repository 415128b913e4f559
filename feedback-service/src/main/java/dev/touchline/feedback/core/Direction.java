package dev.touchline.feedback.core;

import org.jspecify.annotations.Nullable;

/** Which end of a scale is the good one. */
public enum Direction {
    HIGHER_IS_BETTER("higher-is-better"),
    LOWER_IS_BETTER("lower-is-better");

    private final String wire;

    Direction(String wire) {
        this.wire = wire;
    }

    /** The name used in JSON. */
    public String wire() {
        return wire;
    }

    /** The direction of that name, or null when there is none. */
    public static @Nullable Direction of(String wire) {
        for (Direction direction : values()) {
            if (direction.wire.equals(wire)) {
                return direction;
            }
        }
        return null;
    }
}
