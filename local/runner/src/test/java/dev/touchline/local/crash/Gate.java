package dev.touchline.local.crash;

import java.util.concurrent.Semaphore;

/** Lets the driver post only as much as the killer wants to have under way, so that every kill falls into traffic. */
final class Gate {
    private final Semaphore posts = new Semaphore(0);

    /** Lets so many more posts through. */
    void open(int more) {
        posts.release(more);
    }

    void pass(int size) throws InterruptedException {
        posts.acquire(size);
    }
}
