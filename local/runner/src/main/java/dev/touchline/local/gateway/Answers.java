package dev.touchline.local.gateway;

import dev.touchline.local.Json;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** The answers that the gateway gives itself. */
final class Answers {
    private Answers() {}

    static void json(HttpServerRequest request, int status, Object body) {
        response(request, status, "application/json").end(Json.write(body));
    }

    static void html(HttpServerRequest request, int status, String page) {
        response(request, status, "text/html; charset=utf-8").end(page);
    }

    static void problem(HttpServerRequest request, int status, String title, String detail) {
        response(request, status, "application/problem+json").end(problem(status, title, detail));
    }

    /** An RFC 9457 body. */
    static String problem(int status, String title, String detail) {
        return Json.write(Json.object(
                "type", "about:blank", "title", title, "status", status, "detail", detail, "errors", List.of()));
    }

    static void redirect(HttpServerRequest request, String location) {
        response(request, 303, "text/plain").putHeader("Location", location).end();
    }

    /** Text that is safe inside HTML and inside a quoted attribute. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static HttpServerResponse response(HttpServerRequest request, int status, String type) {
        return request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", type)
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Frame-Options", "DENY");
    }
}
