package dev.touchline.alerting.core;

/** One end of the score scale (0 worst, 100 best), the bound itself included. */
public sealed interface Bound {
    /** The score at which it begins. */
    double score();

    boolean holds(double score);

    /** Flags what is at or below {@code score}. */
    record AtMost(double score) implements Bound {
        /** @throws IllegalArgumentException when the score is not within 0 to 100 */
        public AtMost {
            Limits.check("scoreAtMost", Limits.score(score));
        }

        @Override
        public boolean holds(double given) {
            return given <= score;
        }
    }

    /** Flags what is at or above {@code score}. */
    record AtLeast(double score) implements Bound {
        /** @throws IllegalArgumentException when the score is not within 0 to 100 */
        public AtLeast {
            Limits.check("scoreAtLeast", Limits.score(score));
        }

        @Override
        public boolean holds(double given) {
            return given >= score;
        }
    }
}
