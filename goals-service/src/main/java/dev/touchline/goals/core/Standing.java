package dev.touchline.goals.core;

import java.time.Instant;
import java.util.Optional;

/**
 * The coaching needs that stand behind a goal: raised and not withdrawn since.
 *
 * @param needs how many, 0 or more
 * @param since event time of the oldest; empty exactly when there are none
 */
public record Standing(int needs, Optional<Instant> since) {
    public static final Standing NONE = new Standing(0, Optional.empty());

    public Standing {
        if (needs < 0 || (needs == 0) != since.isEmpty()) {
            throw new IllegalArgumentException("The oldest need is known exactly when there are needs");
        }
    }

    public boolean isEmpty() {
        return needs == 0;
    }
}
