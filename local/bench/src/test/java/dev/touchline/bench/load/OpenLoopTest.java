package dev.touchline.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.bench.http.FakeServer;
import dev.touchline.bench.http.HttpLoop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    private static final RequestSource GET =
            RequestSource.constant("GET / HTTP/1.1\r\nHost: test\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void aStallIsCountedForEveryRequestThatWasDueMeanwhile() throws Exception {
        // given a server that answers nobody until the last request is due
        int count = 50;
        Schedule schedule = Schedule.evenly(System.nanoTime(), 100);
        CountDownLatch over = new CountDownLatch(1);
        try (FakeServer server = new FakeServer(exchange -> {
                    awaitQuietly(over);
                    exchange.sendResponseHeaders(202, 1);
                    exchange.getResponseBody().write('x');
                });
                HttpLoop loop = new HttpLoop()) {
            Thread.ofVirtual().start(() -> {
                try {
                    schedule.await(count);
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
                over.countDown();
            });

            // when
            OpenLoop.Run run = OpenLoop.run(loop, server.address(), GET, schedule, count, 202, PATIENCE);

            // then the first waited for all of the stall, the middle one for half of it
            Histogram latency = run.latency();
            assertThat(run.failed()).isZero();
            assertThat(latency.getTotalCount()).isEqualTo(count);
            assertThat(latency.getMaxValue()).isGreaterThanOrEqualTo(490_000_000L);
            assertThat(latency.getValueAtPercentile(50)).isGreaterThanOrEqualTo(240_000_000L);
        }
    }

    @Test
    void otherAnswersAreFailuresAndTheFirstIsKept() throws Exception {
        // given
        AtomicInteger asked = new AtomicInteger();
        try (FakeServer server = new FakeServer(exchange -> {
                    exchange.sendResponseHeaders(asked.incrementAndGet() % 2 == 0 ? 503 : 202, 1);
                    exchange.getResponseBody().write('x');
                });
                HttpLoop loop = new HttpLoop()) {

            // when
            OpenLoop.Run run = OpenLoop.run(
                    loop, server.address(), GET, Schedule.evenly(System.nanoTime(), 500), 20, 202, PATIENCE);

            // then
            assertThat(run.failed()).isEqualTo(10);
            assertThat(run.firstFailure()).startsWith("HTTP 503");
            assertThat(run.latency().getTotalCount()).isEqualTo(10);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
