package dev.touchline.feedback.core.signature;

import java.time.Duration;

/** What became of the check of a signature. Never holds the signature or a key. */
public sealed interface SignatureCheck {
    /**
     * It is authentic.
     *
     * @param key which of the live keys signed it, from 0: shows when an old key is no longer used
     */
    record Valid(int key) implements SignatureCheck {}

    /** Something that the check needs was not sent; {@code what} names it, such as "the header webhook-id". */
    record Missing(String what) implements SignatureCheck {}

    /** Signed with our key, but too long ago or too far ahead: perhaps someone plays it again. */
    record Stale(Duration by) implements SignatureCheck {}

    /** No live key signed these bytes. */
    record Wrong() implements SignatureCheck {}

    /** What was sent can't be a signature or a time of this scheme. */
    record Malformed(String why) implements SignatureCheck {}
}
