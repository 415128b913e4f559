package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.ResponseKey;
import dev.touchline.alerting.core.backtest.Replay;
import dev.touchline.alerting.core.backtest.Tally;
import dev.touchline.alerting.core.backtest.Trying;
import java.time.Duration;
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
import java.util.function.LongPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Replays the stored responses, partition by partition, several at once. */
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

    /**
     * @param goOn told about every second how many records were read; says whether to go on
     * @return empty when it was stopped
     */
    Optional<Tally> run(List<StoredResponses.Part> parts, int threads, LongPredicate goOn)
            throws InterruptedException, ExecutionException {
        Queue<StoredResponses.Part> open = new ConcurrentLinkedQueue<>(largestFirst(parts));
        Tally total = new Replay(trying).finish();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads, BacktestJob::thread)) {
            try {
                CompletionService<Tally> work = new ExecutorCompletionService<>(pool);
                for (int i = 0; i < threads; i++) {
                    work.submit(() -> replay(open));
                }
                for (int busy = threads; busy > 0 && !stopped; ) {
                    Future<Tally> finished = work.poll(REPORT_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                    if (finished == null) {
                        stopped = !goOn.test(read.sum());
                    } else {
                        total.addAll(finished.get());
                        busy--;
                    }
                }
            } finally {
                stopped = stopped || Thread.currentThread().isInterrupted();
                pool.shutdownNow();
            }
        }
        return stopped ? Optional.empty() : Optional.of(total);
    }

    /** So that no thread is left alone with a large one in the end. */
    private static List<StoredResponses.Part> largestFirst(List<StoredResponses.Part> parts) {
        return parts.stream()
                .sorted(Comparator.comparingLong(StoredResponses.Part::records).reversed())
                .toList();
    }

    /** One partition after the other: only what is remembered of one is in memory. */
    private Tally replay(Queue<StoredResponses.Part> open) {
        Tally tally = new Replay(trying).finish();
        PastResponses reader = new PastResponses(trying.topics(), trying.looksAtWords(), erased);
        try (StoredResponses.Reading reading = stored.reading()) {
            for (StoredResponses.Part part = open.poll(); part != null; part = open.poll()) {
                Replay replay = new Replay(trying);
                reading.read(part, () -> !stopped, records -> hear(replay, reader, records));
                tally.addAll(replay.finish());
            }
        }
        return tally;
    }

    private void hear(Replay replay, PastResponses reader, List<ConsumerRecord<byte[], byte[]>> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                PastResponse response = reader.read(record);
                replay.hear(response.agent(), response.response());
            } catch (SurveyResponses.Unreadable | IllegalArgumentException e) {
                unreadable.increment();
            }
        }
        read.add(records.size());
    }

    private static Thread thread(Runnable work) {
        return Thread.ofPlatform().daemon().name("backtest-replay").unstarted(work);
    }
}
