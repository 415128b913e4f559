package dev.touchline.alerting.core;

import java.time.Duration;

/** When a filter fires. */
public sealed interface Condition {
    /** Which ratings it marks; only marked ones can cause a need or stand as its evidence. */
    Bound bound();

    /** Every marked rating fires by itself. */
    record Each(Bound bound) implements Condition {}

    /**
     * A marked rating fires when it is at least the {@code atLeast}-th one in the time {@code (t - within, t]} that
     * ends with it.
     */
    record Count(double scoreAtMost, int atLeast, Duration within) implements Condition {
        /** @throws IllegalArgumentException naming the value that is out of its limits */
        public Count {
            Limits.check("scoreAtMost", Limits.score(scoreAtMost));
            Limits.check("atLeast", Limits.atLeast(atLeast));
            Limits.check("within", Limits.within(within));
        }

        @Override
        public Bound bound() {
            return new Bound.AtMost(scoreAtMost);
        }
    }
}
