package dev.touchline.bench.figure;

import dev.touchline.bench.load.OpenLoop;
import dev.touchline.bench.load.RequestSource;
import dev.touchline.bench.load.RequestTemplate;
import dev.touchline.bench.load.Schedule;
import dev.touchline.bench.peer.BareEndpointProcess;
import dev.touchline.bench.peer.PeerProcess;
import dev.touchline.bench.stack.BenchStack;
import dev.touchline.local.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * What the way from a post to a row costs without our work, on the same broker and database and with the same settings:
 * bare endpoint, bare topology (exactly once), bare sink. It is done when the row is committed; nobody polls for it.
 */
final class BarePipeline implements AutoCloseable {
    private static final String IN = "bench.bare.responses";
    private static final String OUT = "bench.bare.needed";
    private static final int PARTITIONS = 12;
    private static final short ONE = 1;
    private static final int ACCEPTED = 202;
    private static final int EVERY_ONE = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Bench bench;
    private final Path times;
    private final BareEndpointProcess endpoint;
    private final PeerProcess topology;
    private final PeerProcess sink;

    BarePipeline(Bench bench) throws IOException, InterruptedException {
        this.bench = bench;
        BenchStack stack = bench.stack();
        times = stack.folder("bare-times");
        createTopics(stack.bootstrap());
        sink = PeerProcess.sink(stack.bootstrap(), OUT, stack.jdbcUrl(Service.COACHING), times);
        topology = PeerProcess.topology(stack.bootstrap(), IN, OUT, stack.folder("bare-pipeline"), EVERY_ONE);
        endpoint = BareEndpointProcess.start(stack.bootstrap(), IN);
    }

    /** From when a post was due to the commit of its row, nanoseconds. */
    Histogram run(List<RequestTemplate> templates, int rate, Duration time) throws IOException, InterruptedException {
        int count = (int) (rate * time.toSeconds());
        long firstId = bench.ids().getAndAdd(count);
        RequestSource source = RequestSource.posts(
                templates,
                firstId,
                id -> bench.pairs().agent(id - firstId),
                id -> bench.pairs().topic(id - firstId));
        Schedule schedule = Schedule.evenly(System.nanoTime() + 100_000_000L, rate);
        OpenLoop.Run posted =
                OpenLoop.run(bench.loop(), endpoint.address(), source, schedule, count, ACCEPTED, PATIENCE);
        if (posted.failed() > 0) {
            throw new IOException("The bare endpoint failed: " + posted.firstFailure());
        }
        Map<Long, Long> committed = committed(firstId, count);
        Histogram latency = new Histogram(3);
        for (int i = 0; i < count; i++) {
            long due = schedule.due(i) + LatencyFigure.wallClock();
            latency.recordValue(Math.max(0, committed.getOrDefault(firstId + i, 0L) * 1_000L - due));
        }
        return latency;
    }

    /** Epoch microseconds by response number, once all are there. */
    private Map<Long, Long> committed(long firstId, int count) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        Map<Long, Long> committed = new HashMap<>();
        while (committed.size() < count) {
            if (System.nanoTime() > until) {
                throw new IOException(
                        "LOST: %,d posted to the bare pipeline, %,d stored".formatted(count, committed.size()));
            }
            Thread.sleep(200);
            committed.clear();
            for (String line : Files.readAllLines(times)) {
                String[] both = line.split(" ");
                long id = Long.parseLong(both[0]);
                if (both.length == 2 && id >= firstId && id < firstId + count) {
                    committed.putIfAbsent(id, Long.parseLong(both[1]));
                }
            }
        }
        return committed;
    }

    private static void createTopics(String bootstrap) throws IOException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(IN, PARTITIONS, ONE), new NewTopic(OUT, PARTITIONS, ONE)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IOException("The bare pipeline's Kafka topics could not be made", e);
        }
    }

    @Override
    public void close() {
        endpoint.close();
        topology.close();
        sink.close();
    }
}
