package dev.touchline.local;

import java.nio.file.Path;
import java.time.Duration;

/**
 * One process of the stack. A member that was killed or stopped can be started again and is then the same as before.
 */
interface Member {
    /** As in the pids file. */
    String name();

    /** Launches the process and returns at once. */
    void start();

    /**
     * Returns once it does its job; throws {@link StackFailure} with the end of its log when it died or takes too long.
     */
    void awaitReady(Duration patience);

    boolean alive();

    /** Throws {@link IllegalStateException} when it does not run. */
    long pid();

    /** kill -9; returns when the process is gone. */
    void kill9();

    /** An orderly stop; returns when the process is gone. */
    void stop();

    Path log();
}
