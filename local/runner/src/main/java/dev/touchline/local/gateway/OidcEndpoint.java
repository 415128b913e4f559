package dev.touchline.local.gateway;

import dev.touchline.local.Json;
import dev.touchline.local.identity.AuthorizationCodes;
import dev.touchline.local.identity.AuthorizationCodes.Redemption;
import dev.touchline.local.identity.Issuer;
import dev.touchline.local.identity.Persona;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The issuer over HTTP: discovery, JWKS, authorize (persona picker, code flow with PKCE) and token. */
final class OidcEndpoint {
    private final Issuer issuer;
    private final AuthorizationCodes codes;

    OidcEndpoint(Issuer issuer, AuthorizationCodes codes) {
        this.issuer = issuer;
        this.codes = codes;
    }

    /** @param path below {@code /oidc} */
    void handle(HttpServerRequest request, String path) {
        HttpMethod method = request.method();
        if (path.equals("/.well-known/openid-configuration") && method == HttpMethod.GET) {
            Answers.json(request, 200, issuer.discovery());
        } else if (path.equals("/jwks") && method == HttpMethod.GET) {
            Answers.json(request, 200, issuer.jwks());
        } else if (path.equals("/authorize") && method == HttpMethod.GET) {
            authorize(request);
        } else if (path.equals("/token") && method == HttpMethod.POST) {
            request.setExpectMultipart(true);
            request.endHandler(_ -> token(request, request.formAttributes()));
        } else {
            Answers.problem(request, 404, "Not found", "The issuer has no such address.");
        }
    }

    private void authorize(HttpServerRequest request) {
        switch (AuthorizeRequest.of(request.params())) {
            case AuthorizeRequest.Unsafe unsafe ->
                Answers.problem(request, 400, "Authorization request refused", unsafe.why());
            case AuthorizeRequest.Wrong wrong -> Answers.redirect(request, wrong.redirect());
            case AuthorizeRequest.Pick pick ->
                Answers.html(request, 200, PersonaPage.render(request.query(), pick.clientId()));
            case AuthorizeRequest.Picked picked ->
                Answers.redirect(request, picked.redirect(codes.issue(picked.grant())));
        }
    }

    private void token(HttpServerRequest request, MultiMap form) {
        String grantType = form.get("grant_type");
        if ("authorization_code".equals(grantType)) {
            redeem(request, form);
        } else if ("password".equals(grantType)) {
            direct(request, form.get("username"));
        } else {
            refuse(
                    request,
                    "unsupported_grant_type",
                    "There is authorization_code, and password with a persona as username.");
        }
    }

    private void redeem(HttpServerRequest request, MultiMap form) {
        String code = form.get("code");
        String clientId = clientId(request, form);
        String redirectUri = form.get("redirect_uri");
        String verifier = form.get("code_verifier");
        if (code == null || clientId == null || redirectUri == null || verifier == null) {
            refuse(request, "invalid_request", "code, client_id, redirect_uri and code_verifier are needed.");
            return;
        }
        switch (codes.redeem(code, clientId, redirectUri, verifier)) {
            case Redemption.Granted granted -> Answers.json(request, 200, issuer.tokens(granted.grant()));
            case Redemption.Refused refused -> refuse(request, "invalid_grant", refused.why());
        }
    }

    private void direct(HttpServerRequest request, @Nullable String persona) {
        try {
            Answers.json(request, 200, issuer.tokens(Persona.of(persona == null ? "" : persona)));
        } catch (IllegalArgumentException e) {
            refuse(request, "invalid_grant", e.getMessage() == null ? "Not a persona." : e.getMessage());
        }
    }

    /** From the form or, as confidential clients send it, from HTTP Basic; any secret is as good as none here. */
    private static @Nullable String clientId(HttpServerRequest request, MultiMap form) {
        String authorization = request.getHeader("Authorization");
        if (authorization == null || !authorization.startsWith("Basic ")) {
            return form.get("client_id");
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(authorization.substring("Basic ".length()));
            return new String(decoded, StandardCharsets.UTF_8).split(":", 2)[0];
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static void refuse(HttpServerRequest request, String error, String description) {
        Answers.json(request, 400, Json.object("error", error, "error_description", description));
    }
}
