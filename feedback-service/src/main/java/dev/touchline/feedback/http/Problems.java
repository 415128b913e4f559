package dev.touchline.feedback.http;

import dev.touchline.feedback.config.FeedbackConfig;
import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.kafka.KafkaAway;
import dev.touchline.kit.http.Problem;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/** The problems that several endpoints answer. */
@Singleton
public class Problems {
    /** A reply must not grow far beyond the request that asked for it. */
    private static final int CAUSES = 1000;

    private final FeedbackConfig config;

    Problems(FeedbackConfig config) {
        this.config = config;
    }

    static Problem of(int status, String title, List<Flaw> flaws) {
        return new Problem(status, title, causes(flaws));
    }

    static List<Problem.Cause> causes(List<Flaw> flaws) {
        return flaws.stream()
                .map(flaw -> new Problem.Cause(flaw.pointer(), flaw.detail()))
                .toList();
    }

    /**
     * 400: nothing of what was posted can be kept.
     *
     * @param refused what is wrong with each element, in their order
     * @param prefix stands before an element's index in a pointer; empty: it was posted by itself
     */
    static Problem allBad(String title, List<List<Flaw>> refused, String prefix) {
        List<Flaw> flaws = new ArrayList<>();
        for (int i = 0; i < refused.size() && flaws.size() < CAUSES; i++) {
            String base = prefix.isEmpty() ? "" : prefix + i;
            refused.get(i).forEach(flaw -> flaws.add(new Flaw(base + flaw.pointer(), flaw.detail())));
        }
        return of(400, title, flaws.isEmpty() ? List.of(new Flaw("", "must not be empty")) : flaws);
    }

    /** The body, when there is one. */
    static <T> T required(@Nullable T body) {
        if (body == null) {
            throw new Problem(400, "The body is missing", List.of(new Problem.Cause("", "is required")));
        }
        return body;
    }

    /** 503: what was asked can't be done now, and was not. */
    Problem tryAgain(String detail) {
        return Problem.unavailable(detail, config.retryAfter());
    }

    /** What to answer when the broker did not confirm what was to be kept. */
    Problem notTaken(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return switch (cause) {
            case Problem problem -> problem;
            case KafkaAway away -> tryAgain("Not sure to be durable. Post the same again.");
            case RecordTooLargeException tooLarge -> Problem.of(413, "Too large");
            default -> throw new CompletionException(cause);
        };
    }

    /** 503: it is saved, but the way through Kafka that puts it into force is interrupted. */
    Problem savedNotInForce() {
        return tryAgain("It is saved and takes effect when Kafka answers; there is no need to send it again.");
    }
}
