package dev.touchline.coaching.core;

/**
 * How much somebody has begun, over all teams: who holds too much finishes little.
 *
 * @param held items that they hold claimed
 * @param limit how many they may hold at a time, at least 1
 */
public record WorkInProgress(int held, int limit) {

    /** Whether there is room for one item more. */
    public boolean hasRoom() {
        return held < limit;
    }
}
