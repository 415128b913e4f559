package dev.touchline.feedback.read;

import java.util.Comparator;

/**
 * Orders what is said about one response: the newest revision holds, of equal ones the later attribution, then what was
 * written later. Partition last: two agents' records share no order of writing, and whichever way they come the same
 * one must win.
 *
 * @param updatedMicros when the customer's answer changed
 * @param attribution grows when the response moves to another agent
 */
record Revision(long updatedMicros, int attribution, long kafkaOffset, int kafkaPartition)
        implements Comparable<Revision> {
    private static final Comparator<Revision> ORDER = Comparator.comparingLong(Revision::updatedMicros)
            .thenComparingInt(Revision::attribution)
            .thenComparingLong(Revision::kafkaOffset)
            .thenComparingInt(Revision::kafkaPartition);

    @Override
    public int compareTo(Revision other) {
        return ORDER.compare(this, other);
    }
}
