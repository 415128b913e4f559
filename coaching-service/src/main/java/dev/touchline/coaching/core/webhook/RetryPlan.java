package dev.touchline.coaching.core.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * When a message that did not get through is tried again.
 *
 * @param waits between the attempts, the first after the first; one more attempt than waits is made
 * @param chance from 0 to 1, so that what failed together does not come back together
 */
public record RetryPlan(List<Duration> waits, DoubleSupplier chance) {
    /** As long as any receiver's wish is granted. */
    static final Duration LONGEST_WISH = Duration.ofHours(24);

    private static final double JITTER = 0.1;
    private static final Duration LONGEST_REST = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 9;

    public RetryPlan {
        waits = List.copyOf(waits);
    }

    /**
     * How long to wait after an attempt.
     *
     * @param attempt its number, from 1
     * @return empty when it was the last
     */
    public Optional<Duration> after(int attempt, Answer answer) {
        if (attempt > waits.size()) {
            return Optional.empty();
        }
        Duration wait = waits.get(Math.max(attempt, 1) - 1);
        Duration spread = wait.plus(Duration.ofNanos((long) (wait.toNanos() * JITTER * chance.getAsDouble())));
        return Optional.of(longer(spread, wish(answer)));
    }

    /**
     * How long a receiver is sent nothing at all after an attempt.
     *
     * @param failures how many attempts have failed one after the other, this one among them
     */
    public Duration rest(int failures, Answer answer) {
        if (!answer.asksForRest()) {
            return Duration.ZERO;
        }
        Duration doubled = Duration.ofSeconds(1L << Math.clamp(failures - 1L, 0, MOST_DOUBLINGS));
        return longer(doubled.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : doubled, wish(answer));
    }

    private static Duration wish(Answer answer) {
        Duration wish = answer instanceof Answer.Refused refused ? refused.retryAfter() : null;
        if (wish == null) {
            return Duration.ZERO;
        }
        return wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
