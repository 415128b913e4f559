package dev.touchline.feedback.core.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What follows when a platform was asked in vain. Waits between attempts grow exponentially with full jitter: evenly
 * spread from nothing up to the bound, so that many who failed together don't come back together.
 *
 * @param attempts after which we give up; at least 1
 * @param first bound of the wait after the first attempt; doubles with each further one
 * @param most bound of any wait, also of what a platform may ask for
 */
public record FetchPlan(int attempts, Duration first, Duration most) {
    /** The platform refuses our token, or we refuse its address. */
    public static final String REFUSED = "fetch-refused";

    /** The platform does not know the response. */
    public static final String NOT_FOUND = "fetch-not-found";

    /** Nothing came of it, however often or whatever it was. */
    public static final String FAILED = "fetch-failed";

    /** What follows. */
    public sealed interface Next {
        /**
         * Ask again.
         *
         * @param at not before then
         * @param holdsSource whether nothing else is asked of this platform before then either
         */
        record Retry(Instant at, boolean holdsSource, String detail) implements Next {}

        /**
         * Give it up: a person must look.
         *
         * @param reason one of the constants above
         */
        record GiveUp(String reason, String detail) implements Next {}
    }

    public FetchPlan {
        if (attempts < 1 || first.isNegative() || first.isZero() || most.compareTo(first) < 0) {
            throw new IllegalArgumentException("At least one attempt, and waits that grow");
        }
    }

    /** @param attempt from 1, the one that came to this */
    public Next after(FetchResult.Failure failure, int attempt, Instant now, RandomGenerator random) {
        return switch (failure) {
            case FetchResult.NoAnswer(String reason) -> again(reason, null, false, attempt, now, random);
            case FetchResult.Refused(String reason) -> new Next.GiveUp(REFUSED, reason);
            case FetchResult.TooLarge(String reason) -> new Next.GiveUp(FAILED, reason);
            case FetchResult.Status(int status, Duration asked) -> after(status, asked, attempt, now, random);
        };
    }

    private Next after(int status, @Nullable Duration asked, int attempt, Instant now, RandomGenerator random) {
        String detail = "the platform answered " + status;
        return switch (status) {
            case 401, 403 -> new Next.GiveUp(REFUSED, detail + ": does the token hold and may it read this survey?");
            case 404, 410 -> new Next.GiveUp(NOT_FOUND, detail + ": it does not know the response");
            // Both are about all of our requests, not about this response.
            case 429, 503 -> again(detail, asked, status == 429 || asked != null, attempt, now, random);
            case 408, 425 -> again(detail, asked, false, attempt, now, random);
            default ->
                status >= 500 && status < 600
                        ? again(detail, asked, false, attempt, now, random)
                        : new Next.GiveUp(FAILED, detail + ": neither answers nor a reason to ask again");
        };
    }

    private Next again(
            String detail,
            @Nullable Duration asked,
            boolean holdsSource,
            int attempt,
            Instant now,
            RandomGenerator random) {
        if (attempt >= attempts) {
            return new Next.GiveUp(FAILED, "no success in " + attempt + " attempts; at last " + detail);
        }
        Duration jitter = Duration.ofMillis(random.nextLong(bound(attempt).toMillis() + 1));
        Duration least = asked == null ? Duration.ZERO : shorter(asked, most);
        return new Next.Retry(now.plus(least).plus(jitter), holdsSource, detail);
    }

    private Duration bound(int attempt) {
        Duration bound = first;
        for (int i = 1; i < attempt && bound.compareTo(most) < 0; i++) {
            bound = bound.multipliedBy(2);
        }
        return shorter(bound, most);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
