package dev.touchline.feedback.http;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
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
final class SseClient implements AutoCloseable {
    private final List<Map<String, String>> events = new CopyOnWriteArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final CompletableFuture<HttpResponse<Stream<String>>> response;
    private volatile String lastId = "";

    private SseClient(HttpRequest request) {
        response = http.sendAsync(request, HttpResponse.BodyHandlers.ofLines());
        response.thenAccept(answer -> Thread.ofVirtual().start(() -> read(answer.body())));
    }

    /** @param lastEventId empty for none */
    static SseClient open(String query, String token, String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + Feedback.ROOT + "/stream" + query))
                .header("Authorization", "Bearer " + token);
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        return new SseClient(request.build());
    }

    int status() {
        return response.join().statusCode();
    }

    boolean has(String name) {
        return events.stream().anyMatch(event -> name.equals(event.get("event")));
    }

    /** The data of all responses so far, one after the other. */
    List<String> responses() {
        return data("response");
    }

    /** The data of all events of that name so far. */
    List<String> data(String name) {
        return events.stream()
                .filter(event -> name.equals(event.get("event")))
                .map(event -> event.get("data"))
                .toList();
    }

    String lastId() {
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
