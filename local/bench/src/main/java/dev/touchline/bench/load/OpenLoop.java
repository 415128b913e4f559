package dev.touchline.bench.load;

import dev.touchline.bench.http.Answer;
import dev.touchline.bench.http.AnswerHandler;
import dev.touchline.bench.http.HttpConnection;
import dev.touchline.bench.http.HttpLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests at fixed times and measures from those times, so that a stall counts for every request that had to
 * wait for it (no coordinated omission). A request that finds all connections busy waits; that wait counts too.
 */
public final class OpenLoop {
    private static final int MAX_CONNECTIONS = 256;

    private final HttpLoop loop;
    private final InetSocketAddress to;
    private final RequestSource source;
    private final Schedule schedule;
    private final int expectedStatus;
    private final long[] answeredAt;
    private final Histogram lag = new Histogram(3);
    private final Deque<Sender> idle = new ArrayDeque<>();
    private final Deque<Integer> waiting = new ArrayDeque<>();
    private final CountDownLatch open;
    private int connections;
    private int failed;
    private @Nullable String firstFailure;

    private OpenLoop(
            HttpLoop loop, InetSocketAddress to, RequestSource source, Schedule schedule, int count, int expected) {
        this.loop = loop;
        this.to = to;
        this.source = source;
        this.schedule = schedule;
        this.expectedStatus = expected;
        this.answeredAt = new long[count];
        this.open = new CountDownLatch(count);
    }

    /**
     * What happened.
     *
     * @param answeredAt by request: {@link System#nanoTime} of the expected answer, 0 without one
     * @param lag how much later than due the generator wrote the requests, nanoseconds: its own fault or that of a busy
     *     machine
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares runs
    public record Run(
            Schedule schedule,
            long[] answeredAt,
            int failed,
            Histogram lag,
            @Nullable String firstFailure) {
        /** From due to answered, nanoseconds; of the answered ones. */
        public Histogram latency() {
            Histogram latency = new Histogram(3);
            for (int i = 0; i < answeredAt.length; i++) {
                if (answeredAt[i] != 0) {
                    latency.recordValue(Math.max(0, answeredAt[i] - schedule.due(i)));
                }
            }
            return latency;
        }
    }

    /** Sends {@code count} requests and waits for their answers, at most {@code patience} after the last was due. */
    public static Run run(
            HttpLoop loop,
            InetSocketAddress to,
            RequestSource source,
            Schedule schedule,
            int count,
            int expected,
            Duration patience)
            throws InterruptedException {
        OpenLoop load = new OpenLoop(loop, to, source, schedule, count, expected);
        for (int i = 0; i < count; i++) {
            int index = i;
            schedule.await(index);
            loop.execute(() -> load.due(index));
        }
        boolean all = load.open.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        return loop.call(() -> load.finish(all));
    }

    private void due(int index) {
        Sender sender = idle.poll();
        if (sender == null && connections < MAX_CONNECTIONS) {
            connections++;
            sender = new Sender(loop.connect(to));
        }
        if (sender == null) {
            waiting.add(index);
        } else {
            sender.send(index);
        }
    }

    private Run finish(boolean all) {
        idle.forEach(sender -> sender.connection.close());
        if (!all && firstFailure == null) {
            firstFailure = "no answer in time";
        }
        return new Run(schedule, answeredAt.clone(), failed + (int) open.getCount(), lag, firstFailure);
    }

    private void fail(String why) {
        failed++;
        if (firstFailure == null) {
            firstFailure = why;
        }
        open.countDown();
    }

    private final class Sender implements AnswerHandler {
        private final HttpConnection connection;
        private final byte[] buffer = new byte[source.longest()];
        private int index;

        Sender(HttpConnection connection) {
            this.connection = connection;
        }

        void send(int next) {
            index = next;
            lag.recordValue(Math.max(0, System.nanoTime() - schedule.due(next)));
            connection.send(source.write(buffer, next), this);
        }

        @Override
        public void answered(Answer answer) {
            if (answer.status() == expectedStatus) {
                answeredAt[index] = System.nanoTime();
                open.countDown();
            } else {
                fail(answer.brief());
            }
            Integer next = waiting.poll();
            if (next == null) {
                idle.push(this);
            } else {
                send(next);
            }
        }

        @Override
        public void failed(IOException why) {
            connections--;
            fail(why.toString());
            Integer next = waiting.poll();
            if (next != null) {
                due(next);
            }
        }
    }
}
