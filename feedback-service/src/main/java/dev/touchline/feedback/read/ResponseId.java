package dev.touchline.feedback.read;

import java.util.Comparator;

/** What identifies a response: platforms may use each other's ids. */
record ResponseId(String source, String responseId) implements Comparable<ResponseId> {
    private static final Comparator<ResponseId> ORDER =
            Comparator.comparing(ResponseId::source).thenComparing(ResponseId::responseId);

    @Override
    public int compareTo(ResponseId other) {
        return ORDER.compare(this, other);
    }
}
