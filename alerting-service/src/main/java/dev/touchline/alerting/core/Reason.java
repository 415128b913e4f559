package dev.touchline.alerting.core;

import java.time.Duration;

/** Why a need was raised or changed, in a sentence that a supervisor and the agent can read. */
public sealed interface Reason {
    /** One plain English sentence with its numbers. */
    String sentence();

    /** How many ratings were looked at. */
    default int looked() {
        return ratings();
    }

    /** How many of those speak for the need. */
    int ratings();

    /** One rating crossed the bound. */
    record OneRating(String topic, String given, double score, Bound bound) implements Reason {
        @Override
        public String sentence() {
            String side =
                    switch (bound) {
                        case Bound.AtMost most -> "less";
                        case Bound.AtLeast least -> "more";
                    };
            return "Rated %s on %s; the filter flags scores of %s or %s (this one: %s)."
                    .formatted(given, topic, Plain.number(bound.score()), side, Plain.number(score));
        }

        @Override
        public int ratings() {
            return 1;
        }
    }

    /** Too many poor ratings in too short a time. */
    record SeveralRatings(String topic, int ratings, Duration within, int allowed) implements Reason {
        @Override
        public String sentence() {
            return "%d poor ratings on %s within %s (the filter allows %d)."
                    .formatted(ratings, topic, Plain.duration(within), allowed);
        }
    }

    /** A further rating while the need stands. */
    record Again(String topic, String given, int ratings) implements Reason {
        @Override
        public String sentence() {
            return "Rated %s on %s while this need stands; %d ratings speak for it now."
                    .formatted(given, topic, ratings);
        }
    }

    /** Evidence was corrected, taken back, or belongs to another need now. */
    record Corrected(String topic, int gone, int ratings) implements Reason {
        @Override
        public String sentence() {
            return "%s on %s no longer %s for this need after a correction; %s."
                    .formatted(
                            Plain.count(gone, "rating"),
                            topic,
                            gone == 1 ? "speaks" : "speak",
                            ratings == 0 ? "none is left" : Plain.count(ratings, "rating") + " left");
        }

        @Override
        public int looked() {
            return gone + ratings;
        }
    }
}
