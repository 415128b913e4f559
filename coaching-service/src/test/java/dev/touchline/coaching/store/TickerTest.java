package dev.touchline.coaching.store;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TickerTest {

    @Test
    void itGoesOnWhateverBecameOfTheLastTime() {
        AtomicInteger times = new AtomicInteger();
        Runnable work = () -> {
            switch (times.incrementAndGet()) {
                case 1 -> throw new IllegalStateException("A failure");
                case 2 -> throw new StackOverflowError("An error");
                default -> {}
            }
        };

        try (Ticker ticker = new Ticker("test", Duration.ofMillis(5), work)) {
            ticker.start();

            await().until(() -> times.get() > 3);
        }
    }
}
