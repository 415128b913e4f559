package dev.touchline.coaching.store;

import dev.touchline.kit.http.Problem;
import dev.touchline.kit.store.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells the version of a team's queue and when it changes, without reading an item and without holding a caller's
 * thread.
 *
 * <p>One thread reads the counters for all who ask at the moment in one statement that starts after they asked, so the
 * answer is never older than the question, whichever instance made the change, and any number of pollers costs one
 * small statement at a time. While somebody waits for a change the counters are looked at every 100 ms; changes of this
 * instance are noticed at once.
 *
 * <p>Whatever fails, and however, fails only those who ask just then. Who still waits when the service stops is told
 * so.
 */
@Singleton
public class QueueVersions {
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final Function<Set<String>, Map<String, Long>> counters;
    private final Queue<Question> questions = new ConcurrentLinkedQueue<>();
    private final Semaphore wakeups = new Semaphore(0);
    private volatile boolean stopping;
    private volatile boolean answering;

    @Inject
    QueueVersions(Database database) {
        this(teams -> database.jdbi().withHandle(handle -> QueueCounters.sums(handle, teams)));
    }

    /** @param counters tells the sums of these teams' counters, as they are after it was asked */
    QueueVersions(Function<Set<String>, Map<String, Long>> counters) {
        this.counters = counters;
    }

    void start(@Observes StartupEvent event) {
        answering = true;
        Thread.ofPlatform().daemon().name("queue-versions").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        nudge();
    }

    /** Whether questions are answered; without that nobody sees a queue. */
    public boolean answering() {
        return answering;
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
        if (!answering) {
            // The thread may have looked for the last time before this question was there.
            fail(taken(new ArrayList<>()), stopped());
        }
        return question.answer();
    }

    private void run() {
        List<Question> open = new ArrayList<>();
        try {
            while (!stopping) {
                await(open.isEmpty() ? IDLE : LOOK_EVERY);
                answer(taken(open));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            answering = false;
            fail(taken(open), stopped());
        }
    }

    private void await(Duration most) throws InterruptedException {
        if (wakeups.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
            wakeups.drainPermits();
        }
    }

    private List<Question> taken(List<Question> open) {
        for (Question next = questions.poll(); next != null; next = questions.poll()) {
            open.add(next);
        }
        return open;
    }

    private void answer(List<Question> open) {
        if (open.isEmpty()) {
            return;
        }
        try {
            Set<String> teams = new HashSet<>();
            open.forEach(question -> teams.add(question.team()));
            Map<String, Long> sums = counters.apply(teams);
            open.removeIf(question -> question.answered(sums.getOrDefault(question.team(), 0L)));
        } catch (RuntimeException | Error e) {
            // An error too: were this thread to end by it, everybody who asks would wait for ever.
            fail(open, e);
        }
    }

    private static void fail(List<Question> open, Throwable cause) {
        open.forEach(question -> question.answer().completeExceptionally(cause));
        open.clear();
    }

    private static Problem stopped() {
        return Problem.unavailable("The service is stopping.", Duration.ofSeconds(2));
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
