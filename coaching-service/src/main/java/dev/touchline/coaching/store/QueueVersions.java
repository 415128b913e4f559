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
 * small statement at a time. For those who wait for a change the counters of all their teams are looked at every 100 ms
 * in one statement, and soon after a change of this instance: after 5 ms at the earliest, and such that no more than a
 * fifth of the time is spent on looking, however many changes, pollers and teams there are.
 *
 * <p>Whatever fails, and however, fails only those who ask just then. Who still waits when the service stops is told
 * so.
 */
@Singleton
public class QueueVersions {
    private static final long LOOK_EVERY = Duration.ofMillis(100).toNanos();
    private static final long LOOK_AGAIN = Duration.ofMillis(5).toNanos();
    private static final long REST_FOR_LOOK = 4;
    private static final long IDLE = Duration.ofSeconds(1).toNanos();

    private final Function<Set<String>, Map<String, Long>> counters;
    private final Queue<Question> questions = new ConcurrentLinkedQueue<>();
    private final Semaphore wakeups = new Semaphore(0);
    private volatile boolean stopping;
    private volatile boolean answering;
    private volatile boolean changed;
    private long lookedAt = System.nanoTime();
    private long lookTook;

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
        changed = true;
        wakeups.release();
    }

    private CompletionStage<Long> ask(Question question) {
        questions.add(question);
        wakeups.release();
        if (!answering) {
            // The thread may have looked for the last time before this question was there.
            fail(taken(), stopped());
        }
        return question.answer();
    }

    private void run() {
        List<Question> waiting = new ArrayList<>();
        try {
            while (!stopping) {
                await(waiting.isEmpty() ? IDLE : untilNextLook());
                List<Question> asked = taken();
                boolean looking = !waiting.isEmpty() && untilNextLook() <= 0;
                if (looking) {
                    changed = false;
                    asked.addAll(waiting);
                    waiting.clear();
                }
                long began = System.nanoTime();
                answer(asked);
                waiting.addAll(asked);
                if (looking) {
                    lookedAt = System.nanoTime();
                    lookTook = lookedAt - began;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            answering = false;
            waiting.addAll(taken());
            fail(waiting, stopped());
        }
    }

    private long untilNextLook() {
        long rest = Math.max(LOOK_AGAIN, REST_FOR_LOOK * lookTook);
        return lookedAt + (changed ? Math.min(rest, LOOK_EVERY) : LOOK_EVERY) - System.nanoTime();
    }

    private void await(long most) throws InterruptedException {
        if (wakeups.tryAcquire(most, TimeUnit.NANOSECONDS)) {
            wakeups.drainPermits();
        }
    }

    private List<Question> taken() {
        List<Question> taken = new ArrayList<>();
        for (Question next = questions.poll(); next != null; next = questions.poll()) {
            taken.add(next);
        }
        return taken;
    }

    /** Leaves in the list who has to wait. */
    private void answer(List<Question> asked) {
        if (asked.isEmpty()) {
            return;
        }
        try {
            Set<String> teams = new HashSet<>();
            asked.forEach(question -> teams.add(question.team()));
            Map<String, Long> sums = counters.apply(teams);
            asked.removeIf(question -> question.answered(sums.getOrDefault(question.team(), 0L)));
        } catch (RuntimeException | Error e) {
            // An error too: were this thread to end by it, everybody who asks would wait for ever.
            fail(asked, e);
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
