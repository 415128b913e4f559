package dev.touchline.feedback.http;

import static dev.touchline.feedback.http.Feedback.fresh;
import static dev.touchline.feedback.http.Feedback.get;
import static dev.touchline.feedback.http.Feedback.post;
import static dev.touchline.feedback.http.Feedback.put;
import static dev.touchline.feedback.http.Feedback.response;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;

import dev.touchline.backing.Backing;
import dev.touchline.backing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "feedback"))
class HostileBodiesTest {
    private static final int MEBIBYTE = 1024 * 1024;
    private static final String QA = TestTokens.qa();

    private final String source = fresh("source");
    private final String id = fresh("r");
    private String key = "";

    @BeforeEach
    void aSourceAndAnAgent() {
        key = Feedback.key(source);
        Feedback.agent("a-17", Feedback.team("billing"));
    }

    @Test
    void aBodyOfOneMebibyteGoesThroughQuarantineByteByByte() {
        byte[] body = new byte[MEBIBYTE];
        new Random(7).nextBytes(body);

        awaitBody(held(webhook("application/octet-stream", body)), body);
    }

    @Test
    void aMebibyteOfFiveHundredItemsThatAreAllWrongGoesThroughQuarantineToo() {
        put("/sources/" + source, """
                {"name":"P","mapping":"{mapping: 1, name: P, fields: {responseId: no, respondedAt: sent, agent: {id: handler}},\
                 ratings: {topic: clarity, value: stars, scale: {min: 1, max: 5}}}"}""").then().statusCode(200);
        String item = "{\"no\":{\"x\":1},\"sent\":\"never\",\"handler\":[],\"stars\":\"" + "9".repeat(2_000) + "\"}";
        byte[] body = ("[" + item + ("," + item).repeat(499) + "]").getBytes(StandardCharsets.UTF_8);
        assertThat(body.length).isBetween(MEBIBYTE - 50_000, MEBIBYTE);

        Response reply = webhook("application/json", body);

        reply.then().body("quarantined", hasSize(500));
        awaitBody(held(reply), body);
    }

    @Test
    void whatIsCompressedIsNotBlownUp() throws IOException {
        byte[] bomb = bomb();
        for (String path : List.of("/responses", "/metrics", "/evaluations")) {
            assertThat(compressed(path, bomb).statusCode()).as(path).isIn(400, 415);
        }

        Response reply = compressed("/sources/" + source + "/webhook", bomb);

        reply.then().statusCode(202);
        awaitBody(held(reply), bomb);
    }

    static Stream<String> hostile() {
        String usual = response("r-hostile", "a-17");
        return Stream.of(
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000),
                "[".repeat(500_000) + "]".repeat(500_000),
                usual.replace("\"value\":2", "\"value\":1e999999999"),
                usual.replace("\"value\":2", "\"value\":" + "9".repeat(900_000)),
                usual.replace("\"value\":2", "\"value\":0." + "0".repeat(900_000) + "1"),
                usual.replace("\"value\":2", "\"value\":2,\"value\":3"),
                usual.replace("{\"responseId\"", "{\"responseId\":\"other\",\"responseId\""),
                usual.replace("plan", "pl\u0000an"),
                usual.replace("plan", "pl\\u0000an"),
                usual.replace("plan", "\\ud800"),
                "\"" + "x".repeat(1_000_000) + "\"",
                "{" + "\"a\":1,".repeat(120_000) + "\"a\":1}",
                " ".repeat(1_000_000),
                "\ufeff" + usual + "\u0000",
                usual + usual);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void everyEndpointSaysNoOrKeepsItAsItCame(String body) {
        for (String path : List.of("/responses", "/metrics", "/evaluations")) {
            raw(path, "application/json", body.getBytes(StandardCharsets.UTF_8))
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json");
        }
        webhook("application/json", body.getBytes(StandardCharsets.UTF_8))
                .then()
                .statusCode(202)
                .body("quarantined", hasSize(1));
    }

    @Test
    void bytesThatAreNoTextAreRefusedOrKeptAsTheyCame() {
        byte[] body = response(id, "a-17").getBytes(StandardCharsets.UTF_8);
        body[body.length - 5] = (byte) 0xC0;
        for (String path : List.of("/responses", "/metrics", "/evaluations")) {
            raw(path, "application/json", body).then().statusCode(400);
        }
        awaitBody(held(webhook("application/json", body)), body);
    }

    @Test
    void aFloodOfHeadersIsRefusedAndOthersAreServed() throws IOException {
        try (Socket socket = connected()) {
            StringBuilder flood = new StringBuilder(start(10));
            for (int i = 0; i < 2_000; i++) {
                flood.append("X-Flood-").append(i).append(": ").append(i).append("\r\n");
            }
            write(socket, flood + "\r\n{}");
            assertThat(answer(socket)).startsWith("HTTP/1.1 431");
        }
        post(key, response(id, "a-17")).then().statusCode(202);
    }

    @Test
    void bodiesThatTrickleInHoldUpNobody() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            String whole = response(id, "a-17");
            for (int i = 0; i < 400; i++) {
                Socket socket = connected();
                slow.add(socket);
                write(socket, start(whole.length()) + "\r\n" + whole.substring(0, 20));
            }

            for (int i = 0; i < 20; i++) {
                post(key, response(id + "-" + i, "a-17")).then().statusCode(202);
                webhook("application/json", new byte[100_000]).then().statusCode(202);
            }

            write(slow.getFirst(), whole.substring(20));
            assertThat(answer(slow.getFirst())).startsWith("HTTP/1.1 202");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private Response webhook(String type, byte[] body) {
        return raw("/sources/" + source + "/webhook", type, body);
    }

    private Response raw(String path, String type, byte[] body) {
        return given().config(binary(type))
                .header("Authorization", "Bearer " + key)
                .contentType(type)
                .body(body)
                .post(Feedback.ROOT + path);
    }

    private Response compressed(String path, byte[] body) {
        return given().config(binary("application/json"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Encoding", "gzip")
                .contentType("application/json")
                .body(body)
                .post(Feedback.ROOT + path);
    }

    private static RestAssuredConfig binary(String type) {
        return RestAssured.config()
                .encoderConfig(EncoderConfig.encoderConfig().encodeContentTypeAs(type, ContentType.BINARY));
    }

    private static String held(Response reply) {
        return reply.then().statusCode(202).extract().path("quarantined[0].id");
    }

    private static void awaitBody(String held, byte[] body) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(Arrays.equals(
                                body,
                                Base64.getDecoder()
                                        .decode(get("/quarantine/" + held, QA)
                                                .then()
                                                .statusCode(200)
                                                .extract()
                                                .<String>path("bodyBase64"))))
                        .isTrue());
    }

    /** A thousand times as large inside. */
    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            byte[] zeros = new byte[MEBIBYTE];
            for (int i = 0; i < 500; i++) {
                gzip.write(zeros);
            }
        }
        return bytes.toByteArray();
    }

    /** A request without the end of its headers. */
    private String start(int length) {
        return "POST " + Feedback.ROOT + "/responses HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key
                + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n";
    }

    private static Socket connected() throws IOException {
        Socket socket = new Socket("127.0.0.1", RestAssured.port);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private static String answer(Socket socket) throws IOException {
        byte[] some = new byte[2_000];
        int read = socket.getInputStream().read(some);
        return new String(some, 0, Math.max(0, read), StandardCharsets.UTF_8);
    }
}
