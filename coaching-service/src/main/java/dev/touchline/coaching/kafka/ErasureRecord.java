package dev.touchline.coaching.kafka;

import static java.util.Objects.requireNonNull;

import dev.touchline.coaching.core.ResponseRef;
import dev.touchline.coaching.store.ErasureStore.Erased;
import java.time.Instant;

/** Word that a response's words are erased, as it travels on {@code privacy.erasures}. */
record ErasureRecord(String source, String responseId, Instant erasedAt) {
    ErasureRecord {
        requireNonNull(source, "source");
        requireNonNull(responseId, "responseId");
        requireNonNull(erasedAt, "erasedAt");
    }

    Erased toErased() {
        return new Erased(new ResponseRef(source, responseId), erasedAt);
    }
}
