package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.ResponseKey;
import dev.touchline.alerting.core.backtest.Replay;
import dev.touchline.alerting.core.backtest.Tally;
import dev.touchline.alerting.core.backtest.Trying;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
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
        Tally total = new Replay(trying).finish();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads, BacktestJob::thread)) {
            try {
                CompletionService<Tally> work = new ExecutorCompletionService<>(pool);
                for (Callable<Tally> part : tasks(parts)) {
                    work.submit(part);
                }
                for (int open = parts.size(); open > 0 && !stopped; ) {
                    Future<Tally> finished = work.poll(REPORT_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                    if (finished == null) {
                        stopped = !goOn.test(read.sum());
                    } else {
                        total.addAll(finished.get());
                        open--;
                    }
                }
            } finally {
                stopped = stopped || Thread.currentThread().isInterrupted();
                pool.shutdownNow();
            }
        }
        return stopped ? Optional.empty() : Optional.of(total);
    }

    private List<Callable<Tally>> tasks(List<StoredResponses.Part> parts) {
        List<Callable<Tally>> tasks = new ArrayList<>();
        parts.forEach(part -> tasks.add(() -> replay(part)));
        return tasks;
    }

    private Tally replay(StoredResponses.Part part) {
        Replay replay = new Replay(trying);
        stored.read(part, () -> !stopped, record -> hear(replay, record));
        return replay.finish();
    }

    private void hear(Replay replay, ConsumerRecord<byte[], byte[]> record) {
        read.increment();
        try {
            SurveyResponse response = SurveyResponses.read(record.key(), record.value(), record.headers())
                    .response();
            SurveyResponse known = isErased(response) ? response.withoutWords() : response;
            replay.hear(known.agent().id(), known.toCore());
        } catch (SurveyResponses.Unreadable | IllegalArgumentException e) {
            unreadable.increment();
        }
    }

    private boolean isErased(SurveyResponse response) {
        return !erased.isEmpty() && erased.contains(new ResponseKey(response.source(), response.responseId()));
    }

    private static Thread thread(Runnable work) {
        return Thread.ofPlatform().daemon().name("backtest-replay").unstarted(work);
    }
}
