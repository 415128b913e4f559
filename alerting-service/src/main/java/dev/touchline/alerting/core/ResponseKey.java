package dev.touchline.alerting.core;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Names a survey response: platforms may reuse each other's response ids, so the source belongs to it. */
public record ResponseKey(String source, String responseId) implements Comparable<ResponseKey> {
    private static final Comparator<ResponseKey> ORDER =
            Comparator.comparing(ResponseKey::source).thenComparing(ResponseKey::responseId);

    /** @throws IllegalArgumentException when either part is blank */
    public ResponseKey {
        Limits.check("source", Limits.present(source));
        Limits.check("responseId", Limits.present(responseId));
    }

    /* Written out: asked for every rating, and what the compiler makes of a record is not inlined. */

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ResponseKey that && responseId.equals(that.responseId) && source.equals(that.source);
    }

    @Override
    public int hashCode() {
        return 31 * source.hashCode() + responseId.hashCode();
    }

    @Override
    public int compareTo(ResponseKey other) {
        return ORDER.compare(this, other);
    }
}
