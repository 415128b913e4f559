package dev.touchline.local;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Work that must come to its end, such as stopping processes, however often its caller is interrupted meanwhile. */
final class Uninterrupted {
    private Uninterrupted() {}

    /** Returns when the work is done; an interrupt that came before or meanwhile stands afterwards. */
    static void run(Runnable work) {
        CompletableFuture<Void> done =
                CompletableFuture.runAsync(work, task -> Thread.ofPlatform().start(task));
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    done.get();
                    return;
                } catch (InterruptedException _) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof RuntimeException failure ? failure : new StackFailure("Failed", e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
