package dev.touchline.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.touchline.backing.Ports;
import dev.touchline.local.Json;
import dev.touchline.local.identity.AuthorizationCodes;
import dev.touchline.local.identity.SigningKey;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayTest {
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String BACK = "http://127.0.0.1:9999/callback";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final CountDownLatch SECOND_LINE = new CountDownLatch(1);
    private static HttpServer upstream;
    private static GatewayProcess gateway;

    @TempDir
    static Path folder;

    /** The gateway in this JVM. */
    private record GatewayProcess(io.vertx.core.Vertx vertx, GatewayOptions options) {}

    @BeforeAll
    static void start() throws Exception {
        upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        upstream.setExecutor(java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor());
        upstream.createContext("/api/feedback/v1/echo", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("ETag", "\"7\"");
            exchange.getResponseHeaders()
                    .add(
                            "Seen",
                            exchange.getRequestURI() + " "
                                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(202, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        upstream.createContext("/api/feedback/v1/stream", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("first\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            awaitSecondLine();
            exchange.getResponseBody().write("second\n".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        upstream.start();
        Path key = folder.resolve("key");
        SigningKey.make(key);
        GatewayOptions options = new GatewayOptions(
                Ports.free(), key, Map.of("feedback", upstream.getAddress().getPort(), "coaching", Ports.free()));
        io.vertx.core.Vertx vertx = io.vertx.core.Vertx.vertx();
        GatewayMain.listen(vertx, options)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        gateway = new GatewayProcess(vertx, options);
    }

    @AfterAll
    static void stop() {
        upstream.stop(0);
        gateway.vertx().close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aRequestReachesTheServiceAsItIsAndItsAnswerComesBack() throws Exception {
        HttpResponse<String> answer = send(request("/api/feedback/v1/echo?a=b%20c")
                .header("Authorization", "Bearer x")
                .POST(HttpRequest.BodyPublishers.ofString("words")));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("words");
        assertThat(answer.headers().firstValue("ETag")).contains("\"7\"");
        assertThat(answer.headers().firstValue("Seen")).contains("/api/feedback/v1/echo?a=b%20c Bearer x");
    }

    @Test
    void aStreamIsPassedOnWhileItIsStillOpen() throws Exception {
        HttpResponse<InputStream> answer =
                HTTP.send(request("/api/feedback/v1/stream").build(), HttpResponse.BodyHandlers.ofInputStream());

        assertThat(answer.body().readNBytes(6)).asString(StandardCharsets.UTF_8).isEqualTo("first\n");
        SECOND_LINE.countDown();
        assertThat(answer.body().readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("second\n");
    }

    @Test
    void aServiceThatIsAwayIsAProblemWith503AndATimeToComeBack() throws Exception {
        HttpResponse<String> answer = send(request("/api/coaching/v1/teams/billing/queue"));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        assertThat(Json.read(answer.body()).path("detail").asText()).contains("coaching");
    }

    @Test
    void anUnknownServiceIsNotFound() throws Exception {
        assertThat(send(request("/api/payroll/v1/x")).statusCode()).isEqualTo(404);
    }

    @Test
    void theStartPageLinksTheServices() throws Exception {
        assertThat(send(request("/")).body()).contains("Swagger UI", "feedback", "coaching");
    }

    @Test
    void aForeignHostNameIsTurnedAway() throws Exception {
        try (var socket = new java.net.Socket("127.0.0.1", gateway.options().port())) {
            socket.getOutputStream()
                    .write("GET /oidc/jwks HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 421");
        }
    }

    @Test
    void aTokenOfTheDirectGrantIsSignedByThePublishedKeyAndNamesThePersona() throws Exception {
        HttpResponse<String> answer = token("grant_type=password&username=supervisor%3Abilling");

        JsonNode claims = verified(Json.read(answer.body()).path("access_token").asText());
        assertThat(claims.path("sub").asText()).isEqualTo("supervisor:billing");
        assertThat(claims.path("groups")).hasToString("[\"supervisor\"]");
        assertThat(claims.path("iss").asText()).isEqualTo(gateway.options().issuer());
        assertThat(claims.path("aud").asText()).isEqualTo("touchline");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(12 * 3600);
    }

    @Test
    void anUnknownPersonaIsRefused() throws Exception {
        HttpResponse<String> answer = token("grant_type=password&username=root");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.read(answer.body()).path("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void theCodeFlowWithPkceLogsThePickedPersonaIn() throws Exception {
        String page = send(request(authorize(""))).body();
        assertThat(page).contains("persona=supervisor:billing");

        HttpResponse<String> picked = send(request(authorize("&persona=supervisor:billing")));
        assertThat(picked.statusCode()).isEqualTo(303);
        String location = picked.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith(BACK + "?code=").endsWith("&state=s+1");

        String code = location.substring(location.indexOf("code=") + 5, location.indexOf("&state"));
        HttpResponse<String> tokens = token("grant_type=authorization_code&client_id=dashboard&code=" + code
                + "&redirect_uri=" + encode(BACK) + "&code_verifier=" + VERIFIER);
        JsonNode id = verified(Json.read(tokens.body()).path("id_token").asText());
        assertThat(id.path("sub").asText()).isEqualTo("supervisor:billing");
        assertThat(id.path("aud").asText()).isEqualTo("dashboard");
        assertThat(id.path("nonce").asText()).isEqualTo("n-1");
    }

    @Test
    void aCodeWithoutItsVerifierIsWorthNothing() throws Exception {
        String location = send(request(authorize("&persona=qa")))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        String code = location.substring(location.indexOf("code=") + 5, location.indexOf("&state"));

        HttpResponse<String> tokens = token("grant_type=authorization_code&client_id=dashboard&code=" + code
                + "&redirect_uri=" + encode(BACK) + "&code_verifier=guessed");

        assertThat(tokens.statusCode()).isEqualTo(400);
    }

    @Test
    void aRedirectAwayFromThisMachineIsRefusedWithoutRedirecting() throws Exception {
        HttpResponse<String> answer = send(request("/oidc/authorize?response_type=code&client_id=x&redirect_uri="
                + encode("http://evil.example/") + "&code_challenge=x&code_challenge_method=S256"));

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void aFlowWithoutPkceGoesBackWithAnError() throws Exception {
        HttpResponse<String> answer =
                send(request("/oidc/authorize?response_type=code&client_id=x&redirect_uri=" + encode(BACK)));

        assertThat(answer.headers().firstValue("Location")).contains(BACK + "?error=invalid_request");
    }

    private static String authorize(String more) {
        return "/oidc/authorize?response_type=code&client_id=dashboard&scope=openid&nonce=n-1&state=s+1&redirect_uri="
                + encode(BACK) + "&code_challenge_method=S256&code_challenge="
                + AuthorizationCodes.challengeOf(VERIFIER) + more;
    }

    private static HttpResponse<String> token(String form) throws IOException, InterruptedException {
        return send(request("/oidc/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    /** The claims, once the signature was checked with the key of the JWKS. */
    private static JsonNode verified(String token) throws IOException, InterruptedException, GeneralSecurityException {
        JsonNode jwk =
                Json.read(send(request("/oidc/jwks")).body()).path("keys").path(0);
        String[] parts = token.split("\\.");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(number(jwk.path("n")), number(jwk.path("e")))));
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        return Json.read(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
    }

    private static BigInteger number(JsonNode base64) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(base64.asText()));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(gateway.options().url() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void awaitSecondLine() {
        try {
            SECOND_LINE.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
