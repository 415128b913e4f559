package dev.touchline.local.gateway;

import dev.touchline.local.identity.AuthorizationCodes.Grant;
import dev.touchline.local.identity.Persona;
import io.vertx.core.MultiMap;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an authorization request (RFC 6749 § 4.1.1 with PKCE) comes to. */
sealed interface AuthorizeRequest {
    /** Not to be redirected anywhere: the address is missing or not on this machine. */
    record Unsafe(String why) implements AuthorizeRequest {}

    /** @param redirect back to the client with the error */
    record Wrong(String redirect) implements AuthorizeRequest {}

    /** All right, but nobody was picked yet: show the page. */
    record Pick(String clientId) implements AuthorizeRequest {}

    /** @param state as the client sent it */
    record Picked(Grant grant, @Nullable String state) implements AuthorizeRequest {
        String redirect(String code) {
            return back(grant.redirectUri(), state, "code", code);
        }
    }

    /** Sorts a request by its query parameters; {@code persona} is what the picker page adds. */
    static AuthorizeRequest of(MultiMap query) {
        String redirectUri = query.get("redirect_uri");
        if (redirectUri == null || !onThisMachine(redirectUri)) {
            return new Unsafe("redirect_uri must be an http address on 127.0.0.1 or localhost.");
        }
        String clientId = query.get("client_id");
        if (clientId == null) {
            return new Unsafe("client_id is missing.");
        }
        String state = query.get("state");
        if (!"code".equals(query.get("response_type"))) {
            return new Wrong(back(redirectUri, state, "error", "unsupported_response_type"));
        }
        String challenge = query.get("code_challenge");
        if (challenge == null || !"S256".equals(query.get("code_challenge_method"))) {
            return new Wrong(back(redirectUri, state, "error", "invalid_request"));
        }
        String persona = query.get("persona");
        if (persona == null || persona.isEmpty()) {
            return new Pick(clientId);
        }
        try {
            return new Picked(
                    new Grant(Persona.of(persona), clientId, redirectUri, query.get("nonce"), challenge), state);
        } catch (IllegalArgumentException e) {
            return new Unsafe(e.getMessage() == null ? "Not a persona." : e.getMessage());
        }
    }

    private static boolean onThisMachine(String address) {
        try {
            URI uri = URI.create(address);
            return "http".equals(uri.getScheme())
                    && uri.getHost() != null
                    && Set.of("127.0.0.1", "localhost").contains(uri.getHost());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String back(String redirectUri, @Nullable String state, String name, String value) {
        String separator = redirectUri.contains("?") ? "&" : "?";
        String address = redirectUri + separator + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        return state == null ? address : address + "&state=" + URLEncoder.encode(state, StandardCharsets.UTF_8);
    }
}
