package dev.touchline.feedback.http;

import dev.touchline.feedback.config.FeedbackConfig;
import dev.touchline.feedback.core.source.SourceSettings.RateLimit;
import dev.touchline.feedback.kafka.LiveSource;
import dev.touchline.feedback.kafka.SourcesView;
import dev.touchline.kit.http.Problem;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps one source from taking the place of all others: a token bucket each, on this instance. Never blocks. */
@Singleton
public class RateLimits {
    private static final int TOO_MANY = 429;

    private final SourcesView sources;
    private final RateLimit usual;
    private final Map<String, Limited> buckets = new ConcurrentHashMap<>();

    RateLimits(SourcesView sources, FeedbackConfig config) {
        this.sources = sources;
        this.usual = new RateLimit(config.requestsPerSecond(), config.requestsPerSecond());
    }

    private record Limited(RateLimit limit, Bucket bucket) {}

    /**
     * Counts one request of a source that has shown who it is: else anybody could use up what is another's.
     *
     * @throws Problem 429 with Retry-After when it has posted too much
     */
    void take(String source) {
        ConsumptionProbe probe = bucket(source).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            long seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
            throw Problem.of(
                            TOO_MANY,
                            "Too many requests",
                            "The source posts more than its rate allows; nothing is lost"
                                    + " when the same is posted again.")
                    .withHeader("Retry-After", Long.toString(seconds));
        }
    }

    private Bucket bucket(String source) {
        RateLimit limit = limit(sources.live(source));
        Limited limited = buckets.get(source);
        if (limited == null || !limited.limit().equals(limit)) {
            limited = buckets.compute(
                    source,
                    (id, known) ->
                            known != null && known.limit().equals(limit) ? known : new Limited(limit, fresh(limit)));
        }
        return limited.bucket();
    }

    private RateLimit limit(@Nullable LiveSource source) {
        RateLimit own = source == null ? null : source.source().settings().rateLimit();
        return own == null ? usual : own;
    }

    private static Bucket fresh(RateLimit limit) {
        return Bucket.builder()
                .addLimit(bandwidth ->
                        bandwidth.capacity(limit.burst()).refillGreedy(limit.perSecond(), Duration.ofSeconds(1)))
                .build();
    }
}
