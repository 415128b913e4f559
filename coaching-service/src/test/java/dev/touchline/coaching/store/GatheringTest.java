package dev.touchline.coaching.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.touchline.kit.http.Problem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GatheringTest {
    private final BlockingQueue<List<String>> groups = new LinkedBlockingQueue<>();
    private final Semaphore counterOpen = new Semaphore(0);
    private final Gathering<String, String, String> gathering = new Gathering<>(3, Duration.ofHours(1), this::serve);

    @Test
    void whoComesAloneIsServedAtOnce() {
        counterOpen.release();

        assertThat(gathering.ask("bar", "Ada")).isEqualTo("Ada at bar");
        assertThat(groups).containsExactly(List.of("Ada"));
    }

    @Test
    void whoComesWhileOthersAreServedIsServedTogetherAndGetsTheirOwn() throws Exception {
        CompletableFuture<String> ada = start("bar", "Ada");
        assertThat(served()).containsExactly("Ada");
        CompletableFuture<String> bo = start("bar", "Bo");
        CompletableFuture<String> cy = start("bar", "Cy");

        counterOpen.release(2);

        assertThat(answer(ada)).isEqualTo("Ada at bar");
        assertThat(served()).containsExactly("Bo", "Cy");
        assertThat(answer(bo)).isEqualTo("Bo at bar");
        assertThat(answer(cy)).isEqualTo("Cy at bar");
    }

    @Test
    void noMoreThanSoManyAreServedTogether() throws Exception {
        start("bar", "Ada");
        served();
        for (String name : List.of("Bo", "Cy", "Di", "Ed")) {
            start("bar", name);
        }

        counterOpen.release(3);

        assertThat(served()).containsExactly("Bo", "Cy", "Di");
        assertThat(served()).containsExactly("Ed");
    }

    @Test
    void whoAsksForSomethingElseWaitsForNobody() throws Exception {
        start("bar", "Ada");
        served();

        start("door", "Bo");

        assertThat(served()).containsExactly("Bo");
        counterOpen.release(2);
    }

    @Test
    void whatFailsFailsForItsGroupOnly() throws Exception {
        start("bar", "Ada");
        served();
        CompletableFuture<String> bo = start("bar", "Bo");
        CompletableFuture<String> trouble = start("bar", "trouble");

        counterOpen.release(3);

        assertThatThrownBy(() -> answer(bo))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("trouble");
        assertThatThrownBy(() -> answer(trouble)).isInstanceOf(ExecutionException.class);
        assertThat(gathering.ask("bar", "Cy")).isEqualTo("Cy at bar");
    }

    @Test
    void whoWaitsTooLongIsToldToComeBackAndHoldsUpNobody() throws Exception {
        Gathering<String, String, String> impatient = new Gathering<>(3, Duration.ofMillis(50), this::serve);
        CompletableFuture<String> ada = start(impatient, "bar", "Ada");
        served();

        assertThatThrownBy(() -> impatient.ask("bar", "Bo"))
                .isInstanceOfSatisfying(
                        Problem.class, refused -> assertThat(refused.status()).isEqualTo(503));

        counterOpen.release(2);
        assertThat(answer(ada)).isEqualTo("Ada at bar");
        assertThat(impatient.ask("bar", "Cy")).isEqualTo("Cy at bar");
        assertThat(served()).containsExactly("Cy");
    }

    private List<String> serve(String key, List<String> names) {
        groups.add(names);
        counterOpen.acquireUninterruptibly();
        if (names.contains("trouble")) {
            throw new IllegalStateException("trouble");
        }
        return names.stream().map(name -> name + " at " + key).toList();
    }

    private List<String> served() throws InterruptedException {
        return groups.poll(20, TimeUnit.SECONDS);
    }

    /** Asks on a thread of its own, and returns once that waits: for the counter, or for those before. */
    private CompletableFuture<String> start(String key, String name) {
        return start(gathering, key, name);
    }

    private static CompletableFuture<String> start(
            Gathering<String, String, String> gathering, String key, String name) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Thread caller = Thread.ofPlatform().daemon().start(() -> {
            try {
                answer.complete(gathering.ask(key, name));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        await().until(() -> caller.getState() == Thread.State.WAITING);
        return answer;
    }

    private static String answer(CompletableFuture<String> asked) throws Exception {
        return asked.get(60, TimeUnit.SECONDS);
    }
}
