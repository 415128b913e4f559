package dev.touchline.local.gateway;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/** Who answers which path of port 8080. */
final class Gateway {
    /**
     * Names of this machine; another one in {@code Host} is a web page that tries to reach us through its own name (DNS
     * rebinding).
     */
    private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost");

    private final GatewayOptions options;
    private final OidcEndpoint oidc;
    private final ServiceProxy proxy;

    Gateway(GatewayOptions options, OidcEndpoint oidc, ServiceProxy proxy) {
        this.options = options;
        this.oidc = oidc;
        this.proxy = proxy;
    }

    void handle(HttpServerRequest request) {
        String path = request.path() == null ? "" : request.path();
        if (request.authority() == null
                || !OWN_NAMES.contains(request.authority().host())) {
            Answers.problem(request, 421, "Wrong host", "Only 127.0.0.1 and localhost are served here.");
        } else if (path.startsWith("/api/")) {
            proxy.forward(request);
        } else if (path.startsWith("/oidc/")) {
            oidc.handle(request, path.substring("/oidc".length()));
        } else if (path.equals("/") && request.method() == HttpMethod.GET) {
            Answers.html(request, 200, StartPage.render(options));
        } else {
            Answers.problem(request, 404, "Not found", "There is /, /api/<service>/… and /oidc/… here.");
        }
    }
}
