package dev.touchline.backing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Reads a stream of server-sent events until it is closed. */
public final class SseClient implements AutoCloseable {
    private final List<Map<String, String>> events = new CopyOnWriteArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final CompletableFuture<HttpResponse<Stream<String>>> response;
    private volatile String lastId = "";

    private SseClient(HttpRequest request) {
        response = http.sendAsync(request, HttpResponse.BodyHandlers.ofLines());
        response.thenAccept(answer -> Thread.ofVirtual().start(() -> read(answer.body())));
    }

    /**
     * Follows a stream of the service under test.
     *
     * @param path with its query
     * @param lastEventId empty for none
     */
    public static SseClient open(String path, String token, String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        ServiceUnderTest.current().base().resolve(path))
                .header("Authorization", "Bearer " + token);
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        return new SseClient(request.build());
    }

    /** Waits for the answer's head. */
    public int status() {
        return response.join().statusCode();
    }

    /** Whether an event of that name came. */
    public boolean has(String name) {
        return events.stream().anyMatch(event -> name.equals(event.get("event")));
    }

    /** The data of all events of that name so far. */
    public List<String> data(String name) {
        return events.stream()
                .filter(event -> name.equals(event.get("event")))
                .map(event -> event.get("data"))
                .toList();
    }

    /** Of the last event that had one; empty before. */
    public String lastId() {
        return lastId;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private void read(Stream<String> lines) {
        Map<String, String> event = new HashMap<>();
        try {
            lines.forEach(line -> {
                if (line.isEmpty()) {
                    lastId = event.getOrDefault("id", lastId);
                    events.add(Map.copyOf(event));
                    event.clear();
                } else if (!line.startsWith(":")) {
                    String[] field = line.split(":", 2);
                    event.put(field[0], field[1].strip());
                }
            });
        } catch (UncheckedIOException e) {
            events.add(Map.of("event", "closed", "data", IOException.class.getSimpleName()));
        }
    }
}
