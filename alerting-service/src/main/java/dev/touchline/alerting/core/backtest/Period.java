package dev.touchline.alerting.core.backtest;

import java.time.Duration;
import java.time.Instant;

/** Which flags count, by the event time of their cause: {@code from} is inside, {@code to} is not. */
public record Period(Instant from, Instant to) {
    public static final Period ALWAYS = new Period(Instant.MIN, Instant.MAX);

    /** @throws IllegalArgumentException when it is empty */
    public Period {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("from must be before to");
        }
    }

    boolean holds(Instant eventTime) {
        return !eventTime.isBefore(from) && eventTime.isBefore(to);
    }

    /** From when on responses have to be read for a filter that looks back that far. */
    public Instant readFrom(Duration lookBack) {
        return from.isBefore(Instant.EPOCH) ? Instant.EPOCH : from.minus(lookBack);
    }
}
