package dev.touchline.local.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.touchline.local.LocalEnv;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as people have them, posted to a service that takes everything. */
class ReplayInputTest {
    private static final String LINE = """
            {"responseId":"r1","respondedAt":"2021-01-01T10:00:00Z","agent":{"id":"%s"},"ratings":[]}""";
    private static final String CSV = """
            Call Id,Agent,Date,Time,Topic,Answered (Y/N),Resolved,Speed of answer in seconds,AvgTalkDuration,Satisfaction rating
            C1,Ben,2021-01-01,9:12:58,Contract related,Y,Y,109,0:02:23,3
            """;

    @TempDir
    Path folder;

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private HttpServer service;
    private int port;

    @BeforeEach
    void aServiceThatTakesEverything() throws IOException {
        service = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        service.createContext("/", this::answer);
        service.start();
        port = service.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    @Test
    void aFileThatIsNotUtf8SaysWhereAndWhatToDo() throws IOException {
        Path file = folder.resolve("calls.csv");
        Files.writeString(
                file,
                CSV + CSV.lines().skip(1).findFirst().orElseThrow().replace("Ben", "Ren\u00e9e") + "\n",
                Charset.forName("windows-1252"));

        assertThatIOException()
                .isThrownBy(() -> replay(file))
                .withMessageContaining("not UTF-8: line 3, byte %d of the file (0xE9)".formatted(CSV.length() + 6))
                .withMessageContaining("iconv");
        assertThat(requests).isEmpty();
    }

    @Test
    void aLineThatIsNoJsonIsNamedAndTheOthersArePosted() throws Exception {
        Path file = folder.resolve("past.ndjson");
        Files.writeString(file, LINE.formatted("a-1") + "\n\n{\"responseId\":\n[]\n" + LINE.formatted("a-2") + "\n");

        assertThat(replay(file)).isEqualTo(1);

        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("line 3 is not a JSON object", "line 4 is not a JSON object", "posted 2 of 2");
    }

    @Test
    void aFirstLineThatIsNoJsonIsNamed() throws IOException {
        Path file = folder.resolve("past.ndjson");
        Files.writeString(file, "{\"responseId\":\n");

        assertThatIOException()
                .isThrownBy(() -> replay(file))
                .withMessageContaining("its first line is no JSON object");
    }

    @Test
    void aRowThatIsNoCsvIsNamed() throws IOException {
        Path tooMany = folder.resolve("many.csv");
        Files.writeString(tooMany, CSV + "C2,Ben,1,2,3,4,5,6,7,8,9,10\n");
        Path openQuote = folder.resolve("quote.csv");
        Files.writeString(openQuote, CSV + "C2,\"Ben,1,2\n");

        assertThatIOException().isThrownBy(() -> replay(tooMany)).withMessageContaining("many.csv, line 3:");
        assertThatIOException().isThrownBy(() -> replay(openQuote)).withMessageContaining("quote.csv, line");
    }

    @Test
    void agentsWhoseIdsHaveBlanksAreRegistered() throws Exception {
        Path file = folder.resolve("past.ndjson");
        Files.writeString(file, LINE.formatted("Ann Lee") + "\n");

        assertThat(replay(file, "--team", "night shift")).isZero();

        assertThat(requests)
                .contains("GET /api/feedback/v1/roster/teams/night%20shift")
                .contains("GET /api/feedback/v1/roster/agents/Ann%20Lee")
                .contains("POST /api/feedback/v1/roster/import");
    }

    @Test
    void anUpdateAtNoTimeIsNamed() throws Exception {
        Path file = folder.resolve("past.ndjson");
        Files.writeString(file, LINE.formatted("a-1").replace("\"agent\"", "\"updatedAt\":\"soon\",\"agent\"") + "\n");

        assertThat(replay(file, "--rebase")).isEqualTo(1);

        assertThat(said.toString(StandardCharsets.UTF_8)).contains("the time 'soon' is not RFC 3339");
    }

    private int replay(Path file, String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(file.toString()));
        arguments.addAll(List.of(options));
        LocalEnv stack = new LocalEnv("http://127.0.0.1:" + port, "key", "", "", "");
        return new Replay(stack, ReplayOptions.of(arguments), new PrintStream(said, true, StandardCharsets.UTF_8))
                .run();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        requests.add(exchange.getRequestMethod() + " " + path);
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String accepted = body.lines().map(line -> "{}").toList().toString();
        byte[] answer = "{\"access_token\":\"t\",\"rejected\":[],\"accepted\":%s}"
                .formatted(accepted)
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(path.contains("/agents/") ? 404 : 200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }
}
