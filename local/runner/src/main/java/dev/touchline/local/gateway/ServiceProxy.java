package dev.touchline.local.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.net.ConnectException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Forwards {@code /api/<service>/…} as it is, bodies streamed both ways, however long an answer takes. */
final class ServiceProxy {
    /** Enough for every long poll and stream that one machine's browsers and tools keep open. */
    private static final int CONNECTIONS_PER_SERVICE = 1024;

    private final Map<String, HttpProxy> proxies;

    private ServiceProxy(Map<String, HttpProxy> proxies) {
        this.proxies = proxies;
    }

    static ServiceProxy create(Vertx vertx, Map<String, Integer> services) {
        // No idle and no request timeout: the services end their own long polls.
        var client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS_PER_SERVICE)
                .setConnectTimeout(2_000)
                .setKeepAliveTimeout(30));
        Map<String, HttpProxy> proxies = new LinkedHashMap<>();
        services.forEach((name, port) -> proxies.put(
                name,
                HttpProxy.reverseProxy(client)
                        .origin(SocketAddress.inetSocketAddress(port, "127.0.0.1"))
                        .addInterceptor(new AwayInterceptor(name))));
        return new ServiceProxy(proxies);
    }

    void forward(HttpServerRequest request) {
        HttpProxy proxy = proxies.get(serviceOf(request.path()));
        if (proxy == null) {
            Answers.problem(request, 404, "Not found", "The services are " + String.join(", ", proxies.keySet()) + ".");
        } else {
            proxy.handle(request);
        }
    }

    private static String serviceOf(@Nullable String path) {
        String[] parts = path == null ? new String[0] : path.split("/", 4);
        return parts.length > 2 ? parts[2] : "";
    }

    /** Turns a service that cannot be reached (503) or breaks off (502) into a problem that says so. */
    private record AwayInterceptor(String service) implements ProxyInterceptor {
        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            return context.sendRequest().recover(failure -> Future.succeededFuture(away(context, failure)));
        }

        private ProxyResponse away(ProxyContext context, Throwable failure) {
            boolean unreachable = failure instanceof ConnectException;
            int status = unreachable ? 503 : 502;
            String title = unreachable ? "Service away" : "Service broke off";
            String detail = "The %s service %s."
                    .formatted(service, unreachable ? "is not running or still starting" : "ended before it answered");
            ProxyResponse answer = context.request()
                    .release()
                    .response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", "application/problem+json")
                    .setBody(Body.body(Buffer.buffer(Answers.problem(status, title, detail))));
            return unreachable ? answer.putHeader("Retry-After", "2") : answer;
        }
    }
}
