package dev.touchline.coaching.store;

import dev.touchline.kit.store.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells the version of a team's queue and when it changes, without reading an item and without holding a caller's
 * thread.
 *
 * <p>One thread reads the counters for all who ask at the moment in one statement that starts after they asked, so the
 * answer is never older than the question, whichever instance made the change, and any number of pollers costs one
 * small statement at a time. While somebody waits for a change the counters are looked at every 100 ms; changes of this
 * instance are noticed at once.
 */
@Singleton
public class QueueVersions {
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final Database database;
    private final Queue<Question> questions = new ConcurrentLinkedQueue<>();
    private final Semaphore wakeups = new Semaphore(0);
    private volatile boolean stopping;

    QueueVersions(Database database) {
        this.database = database;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofPlatform().daemon().name("queue-versions").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        nudge();
    }

    /** The version of the team's queue now; fails when the database is away. */
    public CompletionStage<Long> current(String team) {
        return ask(new Question(team, null, System.nanoTime(), new CompletableFuture<>()));
    }

    /** The version of the team's queue as soon as it is another than {@code seen}, or when the time is over. */
    public CompletionStage<Long> changed(String team, long seen, Duration within) {
        return ask(new Question(team, seen, System.nanoTime() + within.toNanos(), new CompletableFuture<>()));
    }

    /** Call it after the commit of a transaction that bumped a counter. */
    public void nudge() {
        wakeups.release();
    }

    private CompletionStage<Long> ask(Question question) {
        questions.add(question);
        nudge();
        return question.answer();
    }

    private void run() {
        List<Question> open = new ArrayList<>();
        while (!stopping) {
            try {
                if (wakeups.tryAcquire((open.isEmpty() ? IDLE : LOOK_EVERY).toMillis(), TimeUnit.MILLISECONDS)) {
                    wakeups.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            for (Question next = questions.poll(); next != null; next = questions.poll()) {
                open.add(next);
            }
            if (!open.isEmpty()) {
                answer(open);
            }
        }
    }

    private void answer(List<Question> open) {
        try {
            Set<String> teams = new HashSet<>();
            open.forEach(question -> teams.add(question.team()));
            Map<String, Long> sums = database.jdbi().withHandle(handle -> QueueCounters.sums(handle, teams));
            open.removeIf(question -> question.answered(sums.getOrDefault(question.team(), 0L)));
        } catch (RuntimeException e) {
            open.forEach(question -> question.answer().completeExceptionally(e));
            open.clear();
        }
    }

    /** {@code seen} is absent when any version will do. */
    private record Question(String team, @Nullable Long seen, long deadline, CompletableFuture<Long> answer) {
        boolean answered(long version) {
            if (seen != null && seen == version && System.nanoTime() - deadline < 0) {
                return false;
            }
            answer.complete(version);
            return true;
        }
    }
}
