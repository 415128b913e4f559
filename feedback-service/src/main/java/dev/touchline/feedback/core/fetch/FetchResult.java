package dev.touchline.feedback.core.fetch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of asking a platform once. Reasons are sentences of ours: no word of the platform's, no token. */
public sealed interface FetchResult {
    /** The answers. */
    record Body(byte[] json) implements FetchResult {}

    /** Not the answers. */
    sealed interface Failure extends FetchResult {}

    /**
     * A status instead.
     *
     * @param retryAfter what the platform asked us to wait, if it did
     */
    record Status(int status, @Nullable Duration retryAfter) implements Failure {}

    /** Nothing that can be used, at least this time. */
    record NoAnswer(String reason) implements Failure {}

    /** We will not ask there: asking again would come to the same. */
    record Refused(String reason) implements Failure {}

    /** We will not take that much: asking again would come to the same. */
    record TooLarge(String reason) implements Failure {}
}
