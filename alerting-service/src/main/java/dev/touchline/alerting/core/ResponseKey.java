package dev.touchline.alerting.core;

import java.util.Comparator;

/** Names a survey response: platforms may reuse each other's response ids, so the source belongs to it. */
public record ResponseKey(String source, String responseId) implements Comparable<ResponseKey> {
    private static final Comparator<ResponseKey> ORDER =
            Comparator.comparing(ResponseKey::source).thenComparing(ResponseKey::responseId);

    /** @throws IllegalArgumentException when either part is blank */
    public ResponseKey {
        Limits.check("source", Limits.present(source));
        Limits.check("responseId", Limits.present(responseId));
    }

    @Override
    public int compareTo(ResponseKey other) {
        return ORDER.compare(this, other);
    }
}
