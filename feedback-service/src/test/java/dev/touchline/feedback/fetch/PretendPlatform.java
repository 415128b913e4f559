package dev.touchline.feedback.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A platform on this machine, as moody as real ones: first the moods that are given, in their order, then answers. */
public final class PretendPlatform implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<HttpHandler> moods = new ConcurrentLinkedQueue<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile HttpHandler usual;

    /** What it was asked, with the value of the header that its token comes in. */
    public record Asked(String path, String token) {}

    /** @param usual what it does without a mood */
    public PretendPlatform(HttpHandler usual) throws IOException {
        this.usual = usual;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/API/v3";
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    public PretendPlatform then(HttpHandler mood) {
        moods.add(mood);
        return this;
    }

    public void usually(HttpHandler handler) {
        usual = handler;
    }

    public static HttpHandler status(int status) {
        return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    public static HttpHandler tooMany(String retryAfter) {
        return exchange -> {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
            exchange.sendResponseHeaders(429, -1);
        };
    }

    public static HttpHandler body(String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /** Begins an answer and never ends it. */
    public HttpHandler slow() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await();
        };
    }

    /** Promises more than it says. */
    public static HttpHandler brokenOff() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            throw new IOException("gone");
        };
    }

    /** Ever more spaces, as long as somebody listens. */
    public static HttpHandler huge() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] spaces = " ".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8);
            try (OutputStream out = exchange.getResponseBody()) {
                for (int i = 0; i < 10_000; i++) {
                    out.write(spaces);
                }
            }
        };
    }

    public static HttpHandler redirect(String location) {
        return exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(302, -1);
        };
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String token = exchange.getRequestHeaders().getFirst("X-API-TOKEN");
        asked.add(new Asked(exchange.getRequestURI().toString(), token == null ? "" : token));
        HttpHandler mood = moods.poll();
        try (exchange) {
            (mood == null ? usual : mood).handle(exchange);
        }
    }

    private void await() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
