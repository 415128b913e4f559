package dev.touchline.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.touchline.local.Json;
import dev.touchline.local.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;

/** A chat that a webhook tells what becomes of a team's items. */
final class Chat implements AutoCloseable {
    /** Longer than an instance that died has what it had taken up. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final HttpServer server;
    /** The ids under which it heard of each step, once for each time. */
    private final Map<String, List<String>> heard = new ConcurrentHashMap<>();

    private Chat(HttpServer server) {
        this.server = server;
    }

    static Chat of(CrashStack crash) throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Chat chat = new Chat(server);
        server.createContext("/", chat::hear);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        String url = "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());
        List<String> events = List.of("item.opened", "item.claimed", "item.released");
        crash.stack()
                .api()
                .post(
                        "/api/coaching/v1/webhooks",
                        crash.admin(),
                        Json.object("team", CrashStack.TEAM, "url", url, "events", events))
                .orFail("Subscribing");
        return chat;
    }

    private void hear(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode message = Json.read(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            String step = "%s %s"
                    .formatted(
                            message.at("/data/itemId").asText(),
                            message.at("/data/version").asText());
            heard.computeIfAbsent(step, _ -> new CopyOnWriteArrayList<>())
                    .add(exchange.getRequestHeaders().getFirst("webhook-id"));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    /**
     * Every step of the team's items was told, none that was not taken, each by one message; repeats of it had the id
     * of the first.
     *
     * @return of how many steps it heard more than once, at least one: who died after-webhook-send had sent a message
     *     and not yet written down that it got through
     */
    long check(CrashStack crash) {
        Awaitility.await("every message got through")
                .atMost(PATIENCE)
                .until(() -> rows(crash, "SELECT id::text FROM webhook_delivery WHERE state <> 'delivered'")
                        .isEmpty());
        assertThat(rows(crash, """
                        SELECT a.item_id || ' ' || a.version FROM audit a JOIN item i ON i.id = a.item_id
                        WHERE i.team = 'crash' AND a.action IN ('opened', 'claimed', 'released')""")).as("steps that the chat heard of").isEqualTo(new TreeSet<>(heard.keySet()));
        assertThat(rows(crash, """
                        SELECT item_id || ' ' || item_version FROM webhook_delivery
                        GROUP BY webhook_id, item_id, item_version HAVING count(*) > 1""")).as("steps with more than one message").isEmpty();
        assertThat(heard.values())
                .as("ids of a message")
                .allSatisfy(ids -> assertThat(ids).containsOnly(ids.getFirst()));
        long repeated = heard.values().stream().filter(ids -> ids.size() > 1).count();
        assertThat(repeated).as("messages that were sent again").isPositive();
        return repeated;
    }

    private static Set<String> rows(CrashStack crash, String sql) {
        try (Connection connection = DriverManager.getConnection(crash.stack().jdbcUrl(Service.COACHING));
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            Set<String> rows = new TreeSet<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
