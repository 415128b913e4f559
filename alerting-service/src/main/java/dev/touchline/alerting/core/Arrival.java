package dev.touchline.alerting.core;

import java.time.Instant;

/** What a response does to the history of one agent on one topic. */
public sealed interface Arrival {
    /** Event time of the oldest thing that it touches: what decides whether it is late. */
    Instant touches();

    /** It rates the topic, and no earlier revision of it is remembered there. */
    record First(Rating rating) implements Arrival {
        @Override
        public Instant touches() {
            return rating.respondedAt();
        }
    }

    /** It rates the topic, and an earlier revision was marked there at event time {@code earlier}. */
    record Revised(Rating rating, Instant earlier) implements Arrival {
        @Override
        public Instant touches() {
            return earlier.isBefore(rating.respondedAt()) ? earlier : rating.respondedAt();
        }
    }

    /** It no longer rates the topic, where an earlier revision was marked at event time {@code earlier}. */
    record Dropped(ResponseKey response, String topic, Instant earlier) implements Arrival {
        @Override
        public Instant touches() {
            return earlier;
        }
    }
}
