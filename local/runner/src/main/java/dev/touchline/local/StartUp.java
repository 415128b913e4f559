package dev.touchline.local;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Starts members side by side, each on a thread of its own, and passes on the first failure. */
final class StartUp {
    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    private final Consumer<Member> untilReady;
    private final List<CompletableFuture<Void>> begun = new ArrayList<>();

    StartUp(Consumer<Member> untilReady) {
        this.untilReady = untilReady;
    }

    /** @return done when the member is ready */
    Started begin(Member member, Consumer<Member> launch) {
        CompletableFuture<Void> future = CompletableFuture.runAsync(
                () -> {
                    launch.accept(member);
                    untilReady.accept(member);
                },
                THREADS);
        begun.add(future);
        return new Started(future);
    }

    void joinAll() {
        // The first that fails counts, not the first in the list: the others would wait for it to the end of their
        // patience.
        CompletableFuture<Void> failed = new CompletableFuture<>();
        begun.forEach(each -> each.whenComplete((_, failure) -> {
            if (failure != null) {
                failed.completeExceptionally(failure);
            }
        }));
        CompletableFuture<Void> all = CompletableFuture.allOf(begun.toArray(CompletableFuture[]::new));
        join(CompletableFuture.anyOf(all, failed));
    }

    /** A member on its way. */
    record Started(CompletableFuture<Void> future) {
        void join() {
            StartUp.join(future);
        }
    }

    static <T> void inParallel(List<T> things, Consumer<? super T> action) {
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (T thing : things) {
            running.add(CompletableFuture.runAsync(() -> action.accept(thing), THREADS));
        }
        join(CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)));
    }

    private static void join(CompletableFuture<?> future) {
        try {
            future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new StackFailure("Failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Stopped before everything was ready.", e);
        }
    }
}
