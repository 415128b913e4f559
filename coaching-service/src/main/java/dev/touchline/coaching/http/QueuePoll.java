package dev.touchline.coaching.http;

import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * A poll that was found to be in order: what was asked, and what to ask again each time it is repeated.
 *
 * @param mark of the query and the caller's scope, a part of its ETag
 * @param allowed whether the caller may still see the queue
 * @param until when the caller has to be asked anew who they are
 */
record QueuePoll(QueueQuery query, String mark, BooleanSupplier allowed, Instant until) {
    String team() {
        return query.wanted().team();
    }

    QueuePoll atMostUntil(Instant end) {
        return end.isBefore(until) ? new QueuePoll(query, mark, allowed, end) : this;
    }
}
