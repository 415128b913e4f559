package dev.touchline.feedback.http;

import dev.touchline.feedback.config.FeedbackConfig;
import dev.touchline.feedback.core.Flaw;
import dev.touchline.kit.http.Problem;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The problems that several endpoints answer. */
@Singleton
public class Problems {
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

    /** 503: it is saved, but the way through Kafka that puts it into force is interrupted. */
    Problem savedNotInForce() {
        return tryAgain("It is saved and takes effect when Kafka answers; there is no need to send it again.");
    }
}
