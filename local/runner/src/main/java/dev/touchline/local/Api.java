package dev.touchline.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.touchline.local.identity.Persona;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Talks to a running stack as any client would: over HTTP, through the gateway, with tokens of the local issuer. */
public final class Api {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final String url;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /** @param url the gateway's address without a trailing slash */
    public Api(String url) {
        this.url = url;
    }

    /**
     * What came back.
     *
     * @param json the body's tree; missing when it was no JSON
     */
    public record Answer(int status, HttpHeaders headers, String body, JsonNode json) {
        /** Whether the status is 2xx. */
        public boolean ok() {
            return status / 100 == 2;
        }

        /** This answer when it is 2xx; otherwise an {@link IOException} with status and body. */
        public Answer orFail(String what) throws IOException {
            if (!ok()) {
                throw new IOException("%s failed: HTTP %d %s".formatted(what, status, body));
            }
            return this;
        }
    }

    /** A bearer token for a persona, by the issuer's direct grant. */
    public String token(Persona persona) throws IOException, InterruptedException {
        String form = "grant_type=password&client_id=touchline-cli&username="
                + URLEncoder.encode(persona.subject(), StandardCharsets.UTF_8);
        Answer answer = send(HttpRequest.newBuilder(URI.create(url + "/oidc/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
        return answer.orFail("The token endpoint").json().path("access_token").asText();
    }

    public Answer get(String path, String bearer) throws IOException, InterruptedException {
        return get(path, bearer, Map.of());
    }

    public Answer get(String path, String bearer, Map<String, String> headers)
            throws IOException, InterruptedException {
        return send(with(request(path, bearer).GET(), headers));
    }

    public Answer put(String path, String bearer, Object body) throws IOException, InterruptedException {
        return put(path, bearer, body, Map.of());
    }

    public Answer put(String path, String bearer, Object body, Map<String, String> headers)
            throws IOException, InterruptedException {
        return send(with(
                request(path, bearer).header("Content-Type", "application/json").PUT(json(body)), headers));
    }

    public Answer post(String path, String bearer, Object body) throws IOException, InterruptedException {
        return post(path, bearer, body, Map.of());
    }

    public Answer post(String path, String bearer, Object body, Map<String, String> headers)
            throws IOException, InterruptedException {
        return send(with(
                request(path, bearer).header("Content-Type", "application/json").POST(json(body)), headers));
    }

    public Answer delete(String path, String bearer) throws IOException, InterruptedException {
        return send(request(path, bearer).DELETE());
    }

    /** Posts a body as it is. */
    public Answer postText(String path, String bearer, String contentType, String body)
            throws IOException, InterruptedException {
        return send(request(path, bearer)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path, String bearer) {
        return HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", "Bearer " + bearer);
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, Map<String, String> headers) {
        headers.forEach(request::header);
        return request;
    }

    private static HttpRequest.BodyPublisher json(Object body) {
        return HttpRequest.BodyPublishers.ofString(Json.write(body));
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                http.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.headers(), response.body(), tree(response.body()));
    }

    private static JsonNode tree(String body) {
        try {
            return Json.read(body);
        } catch (IllegalArgumentException e) {
            return MissingNode.getInstance();
        }
    }
}
