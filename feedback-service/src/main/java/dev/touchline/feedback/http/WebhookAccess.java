package dev.touchline.feedback.http;

import dev.touchline.feedback.core.signature.SignatureCheck;
import dev.touchline.feedback.core.signature.SignatureVerifier;
import dev.touchline.feedback.core.webhook.Delivery;
import dev.touchline.feedback.kafka.LiveSource;
import dev.touchline.feedback.kafka.SourcesView;
import dev.touchline.feedback.store.KeyUses;
import dev.touchline.feedback.store.SourceKeys;
import dev.touchline.kit.http.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Whether a webhook comes from the platform that its address names: by signature where the mapping knows one, else by a
 * key of that source. Who is refused learns nothing: not whether the source exists, not what was wrong.
 */
@Singleton
public class WebhookAccess {
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";
    private static final int MAX_CHARS = 500;

    private final SourcesView view;
    private final KeyUses uses;
    private final Problems problems;
    private final MeterRegistry metrics;

    WebhookAccess(SourcesView view, KeyUses uses, Problems problems, MeterRegistry metrics) {
        this.view = view;
        this.uses = uses;
        this.problems = problems;
        this.metrics = metrics;
    }

    /**
     * The source, which has shown that it is the one.
     *
     * @param delivery with all headers
     * @param queryKey the parameter {@code key}
     * @throws Problem 401; 503 when it can't be told yet
     */
    LiveSource source(String id, Delivery delivery, @Nullable String queryKey, Instant now) {
        if (!view.loaded()) {
            throw problems.tryAgain("Starting up: the sources are not read yet.");
        }
        LiveSource source = view.live(id);
        if (source == null) {
            throw refused();
        }
        if (source.verifier() != null ? signed(source.verifier(), delivery, now) : hasKey(id, delivery, queryKey)) {
            return source;
        }
        if (source.blind()) {
            throw problems.tryAgain("Who signed can't be told here now.");
        }
        metrics.counter("touchline.webhooks.refused", "source", id).increment();
        throw refused();
    }

    private static boolean signed(SignatureVerifier verifier, Delivery delivery, Instant now) {
        return verifier.check(delivery, now) instanceof SignatureCheck.Valid;
    }

    private boolean hasKey(String id, Delivery delivery, @Nullable String queryKey) {
        String authorization = delivery.header("authorization");
        String key = authorization == null ? queryKey : ofHeader(authorization);
        if (key == null || key.length() > MAX_CHARS) {
            return false;
        }
        String hash = SourceKeys.hash(key);
        if (!id.equals(view.sources().idByHash(hash))) {
            return false;
        }
        uses.used(hash);
        return true;
    }

    private static @Nullable String ofHeader(String authorization) {
        if (authorization.length() > MAX_CHARS) {
            return null;
        }
        if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return null;
        }
        try {
            byte[] pair = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).strip());
            String text = new String(pair, StandardCharsets.UTF_8);
            return text.substring(text.indexOf(':') + 1);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Problem refused() {
        return Problem.of(401, "Unauthorized", "Sign as the source's mapping says, or send a live key of the source.")
                .withHeader("WWW-Authenticate", "Bearer");
    }
}
