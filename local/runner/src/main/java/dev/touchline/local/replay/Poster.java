package dev.touchline.local.replay;

import dev.touchline.local.Api;
import dev.touchline.local.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Posts responses as NDJSON batches, one at a time so that their order stays; a busy or absent service is waited for.
 */
public final class Poster {
    /** The ingest takes at most 500 elements and 1 MiB; some room is left. */
    private static final int MOST_ELEMENTS = 500;

    private static final int MOST_BYTES = 900 * 1024;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Set<Integer> COME_BACK = Set.of(429, 502, 503);

    private final Api api;
    private final String key;
    private final Tally tally;
    private final List<String> batch = new ArrayList<>();
    private int bytes;

    /** @param key a source's key */
    Poster(Api api, String key, Tally tally) {
        this.api = api;
        this.key = key;
        this.tally = tally;
    }

    /** Puts a response into the batch; posts when it is full. */
    void add(Map<String, Object> response) throws IOException, InterruptedException {
        String line = Json.write(response);
        int size = line.getBytes(StandardCharsets.UTF_8).length + 1;
        if (batch.size() == MOST_ELEMENTS || bytes + size > MOST_BYTES) {
            flush();
        }
        batch.add(line);
        bytes += size;
    }

    /** Posts what waits. */
    void flush() throws IOException, InterruptedException {
        if (!batch.isEmpty()) {
            tally.add(post(String.join("\n", batch)).json(), batch.size());
            batch.clear();
            bytes = 0;
        }
    }

    private Api.Answer post(String body) throws IOException, InterruptedException {
        Instant until = Instant.now().plus(PATIENCE);
        while (true) {
            Duration wait = Duration.ofSeconds(1);
            try {
                Api.Answer answer = api.postText("/api/feedback/v1/responses", key, "application/x-ndjson", body);
                if (!COME_BACK.contains(answer.status())) {
                    return usable(answer);
                }
                wait = retryAfter(answer);
            } catch (ConnectException | HttpTimeoutException e) {
                if (Instant.now().isAfter(until)) {
                    throw e;
                }
            }
            if (Instant.now().isAfter(until)) {
                throw new IOException("The service did not take anything for " + PATIENCE.toMinutes() + " minutes.");
            }
            tally.retried();
            Thread.sleep(wait);
        }
    }

    /** 400 too: it lists what is wrong with each element. */
    private static Api.Answer usable(Api.Answer answer) throws IOException {
        return answer.status() == 400 ? answer : answer.orFail("Posting");
    }

    private static Duration retryAfter(Api.Answer answer) {
        String seconds = answer.headers().firstValue("Retry-After").orElse("1");
        return seconds.matches("\\d{1,3}")
                ? Duration.ofSeconds(Math.max(1, Long.parseLong(seconds)))
                : Duration.ofSeconds(1);
    }
}
