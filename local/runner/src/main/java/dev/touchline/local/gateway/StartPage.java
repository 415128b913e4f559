package dev.touchline.local.gateway;

import java.util.stream.Collectors;

/** What a browser shows at port 8080 until the dashboard exists: what runs, where its interfaces are described. */
final class StartPage {
    /** Shared with the persona page. */
    static final String STYLE = """
            body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f6f7f9;color:#1c2733}
            main{max-width:46rem;margin:3rem auto;padding:0 1rem}h1{font-size:1.6rem}
            table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #dde2e8}
            code,pre{background:#e9edf1;padding:.1rem .3rem;border-radius:.2rem}pre{padding:.6rem;overflow:auto}
            a{color:#0b5cad}.choices a{display:inline-block;padding:.2rem 0}""";

    private StartPage() {}

    static String render(GatewayOptions options) {
        String rows = options.services().entrySet().stream()
                .map(service -> row(service.getKey(), service.getValue()))
                .collect(Collectors.joining("\n"));
        return """
                <!doctype html><html lang="en"><meta charset="utf-8"><title>Touchline</title>
                <meta name="viewport" content="width=device-width">
                <style>%s</style>
                <main><h1>Touchline runs on this machine</h1>
                <table><tr><th>service</th><th>API</th><th>ready</th><th>metrics</th></tr>
                %s
                </table>
                <p>Every path is the same here and at the service: <code>%s/api/&lt;service&gt;/v1/…</code></p>
                <p>A bearer token: <code>./touchline token supervisor:billing</code>. A look at the queue:</p>
                <pre>curl -s -H "Authorization: Bearer $(./touchline token supervisor:billing)" %s/api/coaching/v1/teams/billing/queue</pre>
                <p>OIDC issuer: <a href="/oidc/.well-known/openid-configuration">%s</a></p></main></html>
                """.formatted(STYLE, rows, options.url(), options.url(), options.issuer());
    }

    private static String row(String name, int port) {
        String management = "http://127.0.0.1:" + (port + 1000);
        return """
                <tr><td>%s</td><td><a href="%s/q/swagger-ui/">Swagger UI</a></td><td><a href="%s/q/health/ready">health</a></td><td><a href="%s/q/metrics">Prometheus</a></td></tr>""".formatted(name, management, management, management);
    }
}
