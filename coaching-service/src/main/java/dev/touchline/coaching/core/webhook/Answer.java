package dev.touchline.coaching.core.webhook;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What came of an attempt to deliver a message. */
public sealed interface Answer {

    /** The receiver has it: a status of the 200s. */
    record Taken(int status) implements Answer {}

    /**
     * The receiver has it not.
     *
     * @param retryAfter how long it asks to be left alone, if it does
     */
    record Refused(int status, @Nullable Duration retryAfter) implements Answer {
        private static final int GONE = 410;
        private static final Set<Integer> TOO_MUCH = Set.of(429, 502, 503, 504);

        /** Whether the receiver wants nothing more, ever. */
        public boolean isGone() {
            return status == GONE;
        }

        boolean isTooMuch() {
            return TOO_MUCH.contains(status) || retryAfter != null;
        }
    }

    /**
     * Nobody answered.
     *
     * @param why in a few words, without the address
     */
    record Silence(String why) implements Answer {}

    /**
     * We may not even ask.
     *
     * @param why in a few words, without the address
     */
    record Forbidden(String why) implements Answer {}

    /** Whether the receiver should be left alone for a while, with all messages. */
    default boolean asksForRest() {
        return switch (this) {
            case Taken _, Forbidden _ -> false;
            case Silence _ -> true;
            case Refused refused -> refused.isTooMuch();
        };
    }
}
