package dev.touchline.feedback.live;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;

/** Hears what a reader is told. */
final class Listener implements Flow.Subscriber<Signal> {
    private final long demand;
    private final List<Signal> signals = new CopyOnWriteArrayList<>();
    private volatile Flow.Subscription subscription;
    private volatile boolean completed;

    /** @param demand how many it takes */
    Listener(long demand) {
        this.demand = demand;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(demand);
    }

    @Override
    public void onNext(Signal signal) {
        signals.add(signal);
    }

    @Override
    public void onError(Throwable failure) {
        throw new AssertionError(failure);
    }

    @Override
    public void onComplete() {
        completed = true;
    }

    void request(long n) {
        subscription.request(n);
    }

    void cancel() {
        subscription.cancel();
    }

    boolean completed() {
        return completed;
    }

    List<Signal> all() {
        return List.copyOf(signals);
    }

    <S extends Signal> List<S> heard(Class<S> kind) {
        return signals.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    List<String> responses() {
        return heard(Signal.Came.class).stream()
                .map(Signal.Came::record)
                .filter(LiveResponse.class::isInstance)
                .map(LiveResponse.class::cast)
                .map(came -> came.response().responseId())
                .toList();
    }
}
