package dev.touchline.bench.load;

import dev.touchline.bench.http.Answer;
import dev.touchline.bench.http.AnswerHandler;
import dev.touchline.bench.http.HttpConnection;
import dev.touchline.bench.http.HttpLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Connections that each send the next request as soon as the last one is answered: what the server can do, not what its
 * users feel. A stall hides itself here (coordinated omission), so its latencies are only good for comparing two
 * servers.
 */
public final class ClosedLoop {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final HttpLoop loop;
    private final RequestSource source;
    private final int expectedStatus;
    private final long maxRequests;
    private final long end;
    private final CountDownLatch running;
    private final Consumer<Answer> seen;
    private final Histogram latency = new Histogram(3);
    private final AtomicReference<@Nullable String> firstFailure = new AtomicReference<>();
    private long sent;
    private long answered;
    private long failed;
    private long lastAnswer;

    private ClosedLoop(
            HttpLoop loop,
            RequestSource source,
            int connections,
            int expectedStatus,
            Bounds bounds,
            Consumer<Answer> seen) {
        this.loop = loop;
        this.source = source;
        this.expectedStatus = expectedStatus;
        this.maxRequests = bounds.requests();
        this.end = System.nanoTime() + bounds.time().toNanos();
        this.running = new CountDownLatch(connections);
        this.seen = seen;
    }

    /** Sending stops at whichever comes first. */
    public record Bounds(Duration time, long requests) {}

    /** Runs the load and returns when the last request was answered. */
    public static Measured run(
            HttpLoop loop, InetSocketAddress to, int connections, RequestSource source, int expected, Bounds bounds)
            throws InterruptedException {
        return run(loop, to, connections, source, expected, bounds, _ -> {});
    }

    /**
     * The same, for one who looks at the answers.
     *
     * @param seen hears of every expected answer, on the loop's thread
     */
    public static Measured run(
            HttpLoop loop,
            InetSocketAddress to,
            int connections,
            RequestSource source,
            int expected,
            Bounds bounds,
            Consumer<Answer> seen)
            throws InterruptedException {
        ClosedLoop load = new ClosedLoop(loop, source, connections, expected, bounds, seen);
        long start = System.nanoTime();
        loop.execute(() -> {
            for (int i = 0; i < connections; i++) {
                load.new Sender(loop.connect(to)).next();
            }
        });
        if (!load.running.await(bounds.time().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("The load did not end in time; first failure: " + load.firstFailure.get());
        }
        return load.loop.call(() -> new Measured(
                load.answered, load.failed, load.lastAnswer - start, load.latency, load.firstFailure.get()));
    }

    private final class Sender implements AnswerHandler {
        private final HttpConnection connection;
        private final byte[] buffer = new byte[source.longest()];
        private long sentAt;

        Sender(HttpConnection connection) {
            this.connection = connection;
        }

        void next() {
            sentAt = System.nanoTime();
            if (sentAt >= end || sent >= maxRequests) {
                connection.close();
                running.countDown();
                return;
            }
            connection.send(source.write(buffer, sent++), this);
        }

        @Override
        public void answered(Answer answer) {
            lastAnswer = System.nanoTime();
            if (answer.status() == expectedStatus) {
                answered++;
                latency.recordValue(lastAnswer - sentAt);
                seen.accept(answer);
            } else {
                failed++;
                firstFailure.compareAndSet(null, answer.brief());
            }
            next();
        }

        @Override
        public void failed(IOException why) {
            failed++;
            firstFailure.compareAndSet(null, why.toString());
            running.countDown();
        }
    }
}
