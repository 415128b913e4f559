package dev.touchline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class UninterruptedTest {
    @Test
    void anInterruptWhileItWorksDoesNotCutItShort() throws InterruptedException {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicBoolean finished = new AtomicBoolean();
        AtomicBoolean interruptedAfterwards = new AtomicBoolean();
        Thread caller = Thread.ofPlatform().start(() -> {
            Uninterrupted.run(() -> {
                working.countDown();
                finished.set(passes(goOn));
            });
            interruptedAfterwards.set(Thread.currentThread().isInterrupted());
        });
        working.await();

        caller.interrupt();
        goOn.countDown();
        caller.join();

        assertThat(finished).isTrue();
        assertThat(interruptedAfterwards).isTrue();
    }

    @Test
    void itsFailureIsTheCallers() {
        assertThatThrownBy(() -> Uninterrupted.run(() -> {
                    throw new StackFailure("It does not stop");
                }))
                .isInstanceOf(StackFailure.class)
                .hasMessage("It does not stop");
    }

    private static boolean passes(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
