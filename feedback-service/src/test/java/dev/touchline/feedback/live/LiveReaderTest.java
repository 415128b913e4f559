package dev.touchline.feedback.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.feedback.live.Signal.Beat;
import dev.touchline.feedback.live.Signal.End;
import dev.touchline.feedback.live.Signal.Hello;
import dev.touchline.feedback.live.Signal.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveReaderTest {
    private final LiveReader reader = new LiveReader(Optional.empty(), response -> true, Instant.MAX);

    @Test
    void itTakesWhatItAskedForAndTheRestWaits() {
        Listener listener = new Listener(2);
        reader.subscribe(listener);
        tell(3);
        assertThat(listener.all()).containsExactly(new Hello(), beat(0));
        listener.request(1);
        assertThat(listener.all()).endsWith(beat(1)).hasSize(3);
        assertThat(reader.done()).isFalse();
    }

    @Test
    void whoTakesLessThanComesInIsToldToComeBackAndNothingPilesUp() {
        Listener listener = new Listener(1);
        reader.subscribe(listener);
        tell(LiveReader.MOST_WAITING + 1);
        assertThat(reader.done()).isTrue();

        listener.request(Long.MAX_VALUE);

        assertThat(listener.all()).containsExactly(new Hello(), new End(Reason.TOO_SLOW));
        assertThat(listener.completed()).isTrue();
    }

    @Test
    void nothingIsToldAfterTheLastWordOrToWhoHasLeft() {
        Listener listener = new Listener(Long.MAX_VALUE);
        reader.subscribe(listener);
        reader.tell(new End(Reason.GOING_AWAY));
        tell(1);
        assertThat(listener.all()).containsExactly(new Hello(), new End(Reason.GOING_AWAY));

        LiveReader other = new LiveReader(Optional.empty(), response -> true, Instant.MAX);
        Listener left = new Listener(Long.MAX_VALUE);
        other.subscribe(left);
        left.cancel();
        other.tell(beat(1));
        assertThat(left.all()).containsExactly(new Hello());
        assertThat(other.done()).isTrue();
    }

    @Test
    void manyThreadsMayTellAndAskAtOnceAndNothingIsLost() {
        Listener listener = new Listener(0);
        reader.subscribe(listener);
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(i -> Thread.ofPlatform().start(() -> {
                    tell(100);
                    listener.request(101);
                }))
                .toList();
        threads.forEach(LiveReaderTest::join);
        assertThat(listener.all()).hasSize(401);
    }

    private void tell(int signals) {
        IntStream.range(0, signals).forEach(i -> reader.tell(beat(i)));
    }

    private static Beat beat(int at) {
        return new Beat(new Position(new long[] {at}));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
