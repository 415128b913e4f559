package dev.touchline.feedback.read;

/** What identifies a response: platforms may use each other's ids. */
record ResponseId(String source, String responseId) implements Comparable<ResponseId> {
    @Override
    public int compareTo(ResponseId other) {
        int bySource = source.compareTo(other.source);
        return bySource == 0 ? responseId.compareTo(other.responseId) : bySource;
    }
}
