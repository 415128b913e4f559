package dev.touchline.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets Ctrl-C stop the stack in order: its processes are in sessions of their own and would outlive us. */
final class CtrlC {
    private static final int PATIENCE_SECONDS = 90;

    private final CountDownLatch interruptible = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    private CtrlC() {}

    /** From now on the end of the JVM waits for {@link #ended}, and interrupts the caller's thread to get there. */
    static CtrlC arm() {
        CtrlC ctrlC = new CtrlC();
        Thread measuring = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ctrlC.interrupt(measuring)));
        return ctrlC;
    }

    private void interrupt(Thread measuring) {
        try {
            // Half-started is the one state that nobody cleans up; it is over in seconds.
            if (interruptible.await(PATIENCE_SECONDS, TimeUnit.SECONDS) && ended.getCount() > 0) {
                measuring.interrupt();
            }
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("Some processes may not have stopped.");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything is started and can be stopped. */
    void interruptible() {
        interruptible.countDown();
    }

    /** Everything is stopped. */
    void ended() {
        interruptible.countDown();
        ended.countDown();
    }
}
