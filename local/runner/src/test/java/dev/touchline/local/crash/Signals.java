package dev.touchline.local.crash;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals that Java cannot send. */
final class Signals {
    private Signals() {}

    /** SIGSTOP: it does nothing any more, and knows nothing of it. */
    static void freeze(long pid) {
        send("STOP", pid);
    }

    /** SIGCONT. */
    static void thaw(long pid) {
        send("CONT", pid);
    }

    private static void send(String signal, long pid) {
        try {
            int exit = new ProcessBuilder("/bin/kill", "-" + signal, Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("No signal for process " + pid);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
