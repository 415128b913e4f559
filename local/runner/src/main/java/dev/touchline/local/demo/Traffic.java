package dev.touchline.local.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;

/**
 * Posts responses at the odd moments at which customers answer, five a second on average; waits while the system is
 * away, as a platform would.
 */
final class Traffic {
    private static final double PER_SECOND = 5;
    private static final Duration WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_GAP = Duration.ofSeconds(2);

    /** Posts one response and returns the HTTP status. */
    interface Platform {
        int post(Map<String, Object> response) throws IOException, InterruptedException;
    }

    private final SurveyGenerator generator;
    private final Platform platform;
    private final Random gaps;
    private final Thread thread;

    Traffic(SurveyGenerator generator, Platform platform, long seed) {
        this.generator = generator;
        this.platform = platform;
        this.gaps = new Random(seed);
        this.thread = Thread.ofPlatform().name("demo-traffic").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void stop() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(gap());
                deliver(generator.next(Instant.now()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Exponential gaps: a Poisson stream. */
    private Duration gap() {
        long millis = Math.round(-Math.log(1 - gaps.nextDouble()) / PER_SECOND * 1000);
        return Duration.ofMillis(Math.min(millis, LONGEST_GAP.toMillis()));
    }

    private void deliver(Map<String, Object> response) throws InterruptedException {
        while (!taken(response)) {
            Thread.sleep(WAIT);
        }
    }

    /** Anything but "come back later" ends it; a response that is refused will be refused again. */
    private boolean taken(Map<String, Object> response) throws InterruptedException {
        try {
            int status = platform.post(response);
            return status != 429 && status < 500;
        } catch (IOException e) {
            return false;
        }
    }
}
