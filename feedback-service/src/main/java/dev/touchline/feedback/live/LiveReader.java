package dev.touchline.feedback.live;

import dev.touchline.feedback.live.Signal.End;
import dev.touchline.feedback.live.Signal.Hello;
import dev.touchline.feedback.live.Signal.Reason;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One reader of the live feed. It holds no thread: what comes in waits, within a bound, until the connection takes it;
 * beyond the bound the reader is told to come back and all that waits is let go.
 */
public final class LiveReader implements Flow.Publisher<Signal> {
    /** Most signals that wait for one reader; more than the backlog has, so that catching up always fits. */
    static final int MOST_WAITING = LiveFeed.BACKLOG + 256;

    private final Optional<Position> from;
    private final Predicate<LiveRecord> sight;
    private final Instant until;
    private final Deque<Signal> waiting = new ArrayDeque<>();
    private Flow.@Nullable Subscriber<? super Signal> subscriber;
    private long demand;
    private boolean telling;
    private boolean ended;
    private boolean gone;

    /**
     * A reader.
     *
     * @param from where it stopped reading; empty: it reads what is yet to come
     * @param sight asked for each response when it comes in, on the feed's thread: it must be quick
     * @param until when it has to show a new token
     */
    public LiveReader(Optional<Position> from, Predicate<LiveRecord> sight, Instant until) {
        this.from = from;
        this.sight = sight;
        this.until = until;
        waiting.add(new Hello());
    }

    Optional<Position> from() {
        return from;
    }

    boolean sees(LiveRecord response) {
        return sight.test(response);
    }

    boolean hasExpired(Instant now) {
        return !now.isBefore(until);
    }

    /** Whether there is nothing more to tell: nobody listens, or the last word is said. */
    synchronized boolean done() {
        return gone || ended;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Signal> given) {
        synchronized (this) {
            subscriber = given;
        }
        given.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                demand(n);
            }

            @Override
            public void cancel() {
                leave();
            }
        });
    }

    void tell(Signal signal) {
        synchronized (this) {
            if (ended || gone) {
                return;
            }
            if (waiting.size() >= MOST_WAITING) {
                waiting.clear();
                waiting.add(new End(Reason.TOO_SLOW));
                ended = true;
            } else {
                waiting.add(signal);
                ended = signal instanceof End;
            }
        }
        drain();
    }

    private void demand(long n) {
        synchronized (this) {
            demand = n > Long.MAX_VALUE - demand ? Long.MAX_VALUE : demand + n;
        }
        drain();
    }

    private synchronized void leave() {
        gone = true;
        waiting.clear();
    }

    /** One thread at a time tells; what others add meanwhile, it takes along. */
    private void drain() {
        synchronized (this) {
            if (telling) {
                return;
            }
            telling = true;
        }
        for (Signal signal = next(); signal != null; signal = next()) {
            Flow.Subscriber<? super Signal> listener = subscriber;
            if (listener == null) {
                continue;
            }
            listener.onNext(signal);
            if (signal instanceof End) {
                leave();
                listener.onComplete();
            }
        }
    }

    private synchronized @Nullable Signal next() {
        Signal signal = subscriber == null || demand == 0 ? null : waiting.poll();
        if (signal == null) {
            telling = false;
        } else {
            demand--;
        }
        return signal;
    }
}
