package dev.touchline.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.bench.http.FakeServer;
import dev.touchline.bench.http.HttpLoop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClosedLoopTest {
    private static final RequestSource GET =
            RequestSource.constant("GET / HTTP/1.1\r\nHost: test\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

    @Test
    void itStopsAtTheNumberOfRequestsAndNeverHasMoreOpenThanConnections() throws Exception {
        // given
        AtomicInteger open = new AtomicInteger();
        Set<Integer> seenOpen = ConcurrentHashMap.newKeySet();
        try (FakeServer server = new FakeServer(exchange -> {
                    seenOpen.add(open.incrementAndGet());
                    exchange.sendResponseHeaders(202, 1);
                    open.decrementAndGet();
                    exchange.getResponseBody().write('x');
                });
                HttpLoop loop = new HttpLoop()) {

            // when
            Measured measured = ClosedLoop.run(
                    loop, server.address(), 4, GET, 202, new ClosedLoop.Bounds(Duration.ofMinutes(1), 500));

            // then
            assertThat(measured.answered()).isEqualTo(500);
            assertThat(measured.failed()).isZero();
            assertThat(measured.latency().getTotalCount()).isEqualTo(500);
            assertThat(seenOpen).allMatch(number -> number <= 4);
        }
    }

    @Test
    void itStopsWhenTheTimeIsOver() throws Exception {
        // given
        try (FakeServer server = new FakeServer(exchange -> {
                    exchange.sendResponseHeaders(503, 1);
                    exchange.getResponseBody().write('x');
                });
                HttpLoop loop = new HttpLoop()) {

            // when
            Measured measured = ClosedLoop.run(
                    loop, server.address(), 2, GET, 202, new ClosedLoop.Bounds(Duration.ofSeconds(2), 1_000_000));

            // then
            assertThat(measured.answered()).isZero();
            assertThat(measured.failed()).isPositive();
            assertThat(measured.firstFailure()).startsWith("HTTP 503");
        }
    }
}
