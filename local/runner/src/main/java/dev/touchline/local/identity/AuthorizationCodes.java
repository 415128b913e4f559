package dev.touchline.local.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Authorization codes of the code flow: one use, one minute, bound to client, redirect address and PKCE challenge (RFC
 * 7636).
 */
public final class AuthorizationCodes {
    private static final Duration LIFETIME = Duration.ofMinutes(1);

    private final Map<String, Issued> issued = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    public AuthorizationCodes(Clock clock) {
        this.clock = clock;
    }

    /**
     * What a person agreed to on the picker page.
     *
     * @param challenge the S256 challenge; never absent, a flow without PKCE is refused before
     */
    public record Grant(
            Persona persona,
            String clientId,
            String redirectUri,
            @Nullable String nonce,
            String challenge) {}

    /** What became of a code that somebody brought. */
    public sealed interface Redemption {
        /** The code was good and is used up now. */
        record Granted(Grant grant) implements Redemption {}

        /** @param why for the {@code error_description} */
        record Refused(String why) implements Redemption {}
    }

    private record Issued(Grant grant, Instant until) {}

    /** A new code for a grant. */
    public String issue(Grant grant) {
        Instant now = clock.instant();
        issued.values().removeIf(old -> old.until().isBefore(now));
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        String code = SigningKey.base64(bytes);
        issued.put(code, new Issued(grant, now.plus(LIFETIME)));
        return code;
    }

    /** Uses a code up, also when it is refused: a stolen code must not be tried twice. */
    public Redemption redeem(String code, String clientId, String redirectUri, String verifier) {
        Issued found = issued.remove(code);
        if (found == null || found.until().isBefore(clock.instant())) {
            return new Redemption.Refused("The code is unknown, used or older than a minute.");
        }
        Grant grant = found.grant();
        if (!grant.clientId().equals(clientId)) {
            return new Redemption.Refused("The code was made for another client.");
        }
        if (!grant.redirectUri().equals(redirectUri)) {
            return new Redemption.Refused("The redirect_uri is not the one the code was made for.");
        }
        if (!same(challengeOf(verifier), grant.challenge())) {
            return new Redemption.Refused("The code_verifier does not fit the code_challenge.");
        }
        return new Redemption.Granted(grant);
    }

    /** The S256 challenge of a verifier. */
    public static String challengeOf(String verifier) {
        return SigningKey.base64(SigningKey.sha256(verifier.getBytes(StandardCharsets.US_ASCII)));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }
}
