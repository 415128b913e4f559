package dev.touchline.local.identity;

import dev.touchline.local.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes the documents and tokens of the local OIDC issuer; knows no HTTP. */
public final class Issuer {
    /** How long a token is good: a working day and then some, so that a shell left open still works. */
    public static final Duration LIFETIME = Duration.ofHours(12);

    /** The {@code aud} of access tokens, which every service asks for. */
    public static final String AUDIENCE = "touchline";

    private final String url;
    private final SigningKey key;
    private final Clock clock;

    /** @param url the issuer's own address without a trailing slash, e.g. {@code http://127.0.0.1:8080/oidc} */
    public Issuer(String url, SigningKey key, Clock clock) {
        this.url = url;
        this.key = key;
        this.clock = clock;
    }

    /** A bearer token for the services: subject as written, the role in {@code groups}. */
    public String accessToken(Persona persona) {
        return key.sign(Json.write(claims(persona, AUDIENCE)));
    }

    /** Tells the client who logged in; {@code nonce} as it came with the authorization request. */
    public String idToken(Persona persona, String clientId, @Nullable String nonce) {
        Map<String, Object> claims = claims(persona, clientId);
        if (nonce != null) {
            claims.put("nonce", nonce);
        }
        return key.sign(Json.write(claims));
    }

    /** The answer of the token endpoint for a direct grant. */
    public Map<String, Object> tokens(Persona persona) {
        return Json.object(
                "access_token", accessToken(persona), "token_type", "Bearer", "expires_in", LIFETIME.toSeconds());
    }

    /** The answer of the token endpoint for a redeemed code: both tokens. */
    public Map<String, Object> tokens(AuthorizationCodes.Grant grant) {
        Map<String, Object> tokens = tokens(grant.persona());
        tokens.put("id_token", idToken(grant.persona(), grant.clientId(), grant.nonce()));
        tokens.put("scope", "openid");
        return tokens;
    }

    /** The discovery document. */
    public Map<String, Object> discovery() {
        return Json.object(
                "issuer", url,
                "authorization_endpoint", url + "/authorize",
                "token_endpoint", url + "/token",
                "jwks_uri", url + "/jwks",
                "response_types_supported", List.of("code"),
                "grant_types_supported", List.of("authorization_code", "password"),
                "subject_types_supported", List.of("public"),
                "scopes_supported", List.of("openid"),
                "id_token_signing_alg_values_supported", List.of("RS256"),
                "code_challenge_methods_supported", List.of("S256"),
                "token_endpoint_auth_methods_supported", List.of("none", "client_secret_basic", "client_secret_post"),
                "claims_supported", List.of("sub", "groups", "upn", "preferred_username"));
    }

    /** The public key as a JWK set. */
    public Map<String, Object> jwks() {
        return Map.of("keys", List.of(key.jwk()));
    }

    private Map<String, Object> claims(Persona persona, String audience) {
        Instant now = clock.instant();
        return Json.object(
                "iss", url,
                "sub", persona.subject(),
                "upn", persona.subject(),
                "preferred_username", persona.subject(),
                "aud", audience,
                "groups", List.of(persona.role()),
                "iat", now.getEpochSecond(),
                "exp", now.plus(LIFETIME).getEpochSecond(),
                "jti", UUID.randomUUID().toString());
    }
}
