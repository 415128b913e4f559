package dev.touchline.feedback.http;

import dev.touchline.feedback.kafka.SourcesView;
import dev.touchline.feedback.store.KeyUses;
import dev.touchline.feedback.store.SourceKeys;
import dev.touchline.kit.http.Problem;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Tells platforms apart by their keys, without asking anybody else. */
@Singleton
public class SourceAccess {
    private static final String SCHEME = "Bearer ";
    private static final int MAX_KEY_CHARS = 200;

    private final SourcesView view;
    private final KeyUses uses;
    private final Problems problems;

    SourceAccess(SourcesView view, KeyUses uses, Problems problems) {
        this.view = view;
        this.uses = uses;
        this.problems = problems;
    }

    /**
     * The id of the source whose key the header bears.
     *
     * @throws Problem 401 without a live key; 503 while the keys are not all read: a dead one may still look alive
     */
    String source(@Nullable String authorization) {
        String source = sourceOrNull(authorization);
        if (source != null) {
            return source;
        }
        throw Problem.of(401, "Unauthorized", "Send Authorization: Bearer and a live key of a source.")
                .withHeader("WWW-Authenticate", "Bearer");
    }

    /** As {@link #source}, but null without a live key: the header may bear a person's token. */
    @Nullable
    String sourceOrNull(@Nullable String authorization) {
        if (!view.loaded()) {
            throw problems.tryAgain("Starting up: the sources are not read yet.");
        }
        return authorization == null ? null : ofKey(authorization);
    }

    private @Nullable String ofKey(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                || authorization.length() > MAX_KEY_CHARS) {
            return null;
        }
        String hash = SourceKeys.hash(authorization.substring(SCHEME.length()).strip());
        String source = view.sources().idByHash(hash);
        if (source != null) {
            uses.used(hash);
        }
        return source;
    }
}
