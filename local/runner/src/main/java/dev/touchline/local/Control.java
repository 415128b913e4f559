package dev.touchline.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.UUID;
import java.util.concurrent.Executors;

/**
 * The runner's own door: later commands ask it, as the processes' parent, to restart one. Loopback, behind a secret in
 * a private file.
 */
final class Control implements AutoCloseable {
    private static final String RESTART = "/restart/";

    private final HttpServer server;

    private Control(HttpServer server) {
        this.server = server;
    }

    static Control open(LocalStack stack) throws IOException {
        String secret = UUID.randomUUID().toString();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(RESTART, exchange -> {
            boolean known = secret.equals(exchange.getRequestHeaders().getFirst("Touchline-Secret"));
            answer(exchange, known ? restart(stack, exchange) : new Reply(403, "Not allowed."));
        });
        server.start();
        PrivateFile.write(stack.folder().control(), server.getAddress().getPort() + " " + secret);
        return new Control(server);
    }

    private record Reply(int status, String text) {}

    private static Reply restart(LocalStack stack, HttpExchange exchange) {
        String name = exchange.getRequestURI().getPath().substring(RESTART.length());
        Stopwatch watch = new Stopwatch();
        try {
            stack.restart(name);
            return new Reply(200, "%s restarted, pid %d, ready after %s.".formatted(name, stack.pid(name), watch));
        } catch (RuntimeException e) {
            return new Reply(409, String.valueOf(e.getMessage()));
        }
    }

    private static void answer(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = reply.text().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /**
     * Asks the runner of a folder to restart a process; returns its sentence or throws {@link StackFailure} with it.
     */
    static String askRestart(StackFolder folder, String name) throws IOException, InterruptedException {
        if (!Files.exists(folder.control())) {
            throw new StackFailure("No stack is running here; start one with ./touchline up.");
        }
        String[] door = Files.readString(folder.control()).strip().split(" ");
        URI address = URI.create("http://127.0.0.1:" + door[0] + RESTART + name);
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Touchline-Secret", door[1])
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new StackFailure(response.body());
            }
            return response.body();
        } catch (java.net.ConnectException e) {
            throw new StackFailure("The runner does not answer; ./touchline status shows what still lives.", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
