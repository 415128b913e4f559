package dev.touchline.feedback.http;

import dev.touchline.feedback.core.metric.Poster;
import dev.touchline.kit.auth.Caller;
import dev.touchline.kit.http.Problem;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Who may post metrics and evaluations: platforms with the key of a source, admin and QA with their tokens. */
@Singleton
public class PosterAccess {
    private final SourceAccess sources;
    private final RateLimits rates;
    private final SecurityIdentity identity;
    private final Caller caller;

    PosterAccess(SourceAccess sources, RateLimits rates, SecurityIdentity identity, Caller caller) {
        this.sources = sources;
        this.rates = rates;
        this.identity = identity;
        this.caller = caller;
    }

    /**
     * The one whom the header names. May wait for the keys of the tokens' issuer, so not for an event loop.
     *
     * @throws Problem 503 while the keys of sources are not all read; 429 for a source that posts too much
     * @throws UnauthorizedException with neither a live key nor a good token
     * @throws ForbiddenException for a person who may not
     */
    Poster poster(@Nullable String authorization) {
        String source = sources.sourceOrNull(authorization);
        if (source != null) {
            rates.take(source);
            return new Poster.Platform(source);
        }
        if (identity.isAnonymous()) {
            throw new UnauthorizedException();
        }
        if (!caller.isAdmin() && !caller.isQa()) {
            throw new ForbiddenException();
        }
        return new Poster.Person(caller.subject());
    }
}
