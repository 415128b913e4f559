package dev.touchline.feedback.kafka;

import org.jspecify.annotations.Nullable;

/** The broker did not confirm a write in time, or too much is waiting for it already. It may still land. */
public final class KafkaAway extends RuntimeException {
    KafkaAway(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }
}
