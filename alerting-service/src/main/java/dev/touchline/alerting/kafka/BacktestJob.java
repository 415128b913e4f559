package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.Response;
import dev.touchline.alerting.core.ResponseKey;
import dev.touchline.alerting.core.Snapshot;
import dev.touchline.alerting.core.backtest.Replay;
import dev.touchline.alerting.core.backtest.Tally;
import dev.touchline.alerting.core.backtest.Trying;
import dev.touchline.alerting.core.backtest.UsualPass;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Replays the stored responses, partition by partition, several at once; twice where what was usual matters. */
final class BacktestJob {
    private static final Duration REPORT_EVERY = Duration.ofSeconds(1);

    private final StoredResponses stored;
    private final Trying trying;
    private final Set<ResponseKey> erased;
    private final LongAdder read = new LongAdder();
    private final LongAdder unreadable = new LongAdder();
    private volatile boolean stopped;

    /** @param erased responses whose words no filter may look at */
    BacktestJob(StoredResponses stored, Trying trying, Set<ResponseKey> erased) {
        this.stored = stored;
        this.trying = trying;
        this.erased = erased;
    }

    /** How many records could not be read as responses. */
    long unreadable() {
        return unreadable.sum();
    }

    /** How many records it will read of these: all of them once, or twice. */
    long records(List<StoredResponses.Part> parts) {
        long once = parts.stream().mapToLong(StoredResponses.Part::records).sum();
        return trying.comparesWithUsual() ? 2 * once : once;
    }

    /**
     * @param goOn told about every second how many records were read; says whether to go on
     * @return empty when it was stopped
     */
    Optional<Tally> run(List<StoredResponses.Part> parts, int threads, LongPredicate goOn)
            throws InterruptedException, ExecutionException {
        if (trying.comparesWithUsual()) {
            Work<List<Snapshot.Published>> usual = new Work<>(this::usual, made -> made.forEach(trying.usual()::add));
            work(parts, threads, goOn, usual);
        }
        Tally total = Replay.nothing(trying);
        if (!stopped) {
            work(parts, threads, goOn, new Work<>(this::replay, total::addAll));
        }
        return stopped ? Optional.empty() : Optional.of(total);
    }

    /** What is done with each part, by any thread, and with what comes of it, by the one that waits. */
    private record Work<T>(Task<T> each, Consumer<T> taker) {}

    @FunctionalInterface
    private interface Task<T> {
        T of(StoredResponses.Part part, StoredResponses.Reading reading, PastResponses reader);
    }

    private <T> void work(List<StoredResponses.Part> parts, int threads, LongPredicate goOn, Work<T> work)
            throws InterruptedException, ExecutionException {
        Queue<StoredResponses.Part> open = new ConcurrentLinkedQueue<>(largestFirst(parts));
        boolean whole = false;
        try (ExecutorService pool = Executors.newFixedThreadPool(threads, BacktestJob::thread)) {
            try {
                CompletionService<List<T>> running = new ExecutorCompletionService<>(pool);
                for (int i = 0; i < threads; i++) {
                    running.submit(() -> all(open, work.each()));
                }
                int busy = threads;
                while (busy > 0 && !stopped) {
                    Future<List<T>> finished = running.poll(REPORT_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                    if (finished == null) {
                        stopped = !goOn.test(read.sum());
                    } else {
                        finished.get().forEach(work.taker());
                        busy--;
                    }
                }
                whole = busy == 0;
            } finally {
                // The others see it at their next poll. Interrupted, a consumer would complain of being closed in
                // haste.
                stopped = !whole;
            }
        }
    }

    /** So that no thread is left alone with a large one in the end. */
    private static List<StoredResponses.Part> largestFirst(List<StoredResponses.Part> parts) {
        return parts.stream()
                .sorted(Comparator.comparingLong(StoredResponses.Part::records).reversed())
                .toList();
    }

    /** One partition after the other: only what is remembered of one is in memory. */
    private <T> List<T> all(Queue<StoredResponses.Part> open, Task<T> task) {
        List<T> all = new ArrayList<>();
        PastResponses reader = new PastResponses(trying.topics(), trying.looksAtWords(), erased);
        try (StoredResponses.Reading reading = stored.reading()) {
            for (StoredResponses.Part part = open.poll(); part != null && !stopped; part = open.poll()) {
                all.add(task.of(part, reading, reader));
            }
        }
        return all;
    }

    private List<Snapshot.Published> usual(
            StoredResponses.Part part, StoredResponses.Reading reading, PastResponses reader) {
        UsualPass pass =
                new UsualPass(trying.topics(), trying.grace(), part.partition().partition());
        reading.read(part, () -> !stopped, records -> hear(records, reader, pass::hear, new LongAdder()));
        return pass.snapshots();
    }

    private Tally replay(StoredResponses.Part part, StoredResponses.Reading reading, PastResponses reader) {
        Replay replay = new Replay(trying, part.partition().partition());
        reading.read(part, () -> !stopped, records -> hear(records, reader, replay::hear, unreadable));
        return replay.finish();
    }

    @FunctionalInterface
    private interface Hearing {
        void hear(String agent, Response response, Instant arrived);
    }

    private void hear(
            List<ConsumerRecord<byte[], byte[]>> records, PastResponses reader, Hearing hearing, LongAdder failed) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                PastResponse response = reader.read(record);
                hearing.hear(response.agent(), response.response(), Instant.ofEpochMilli(record.timestamp()));
            } catch (SurveyResponses.Unreadable | IllegalArgumentException e) {
                failed.increment();
            }
        }
        read.add(records.size());
    }

    private static Thread thread(Runnable work) {
        return Thread.ofPlatform().daemon().name("backtest-replay").unstarted(work);
    }
}
