package dev.touchline.feedback.live;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far a Kafka topic was read: the next offset of each partition. Any instance understands it, whatever order it
 * reads the partitions in. Its text is the id of an event in the stream.
 */
public final class Position {
    /** Of no Kafka topic; nobody knows what came since. */
    public static final Position UNKNOWN = new Position(new long[0]);

    private static final int RADIX = 36;
    private static final int MOST_CHARS = 4096;

    private final long[] next;

    Position(long[] next) {
        this.next = next.clone();
    }

    /** The position that {@link #toString} wrote; empty for any other text. */
    public static Optional<Position> parse(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > MOST_CHARS) {
            return Optional.empty();
        }
        try {
            long[] next = Arrays.stream(text.split("\\.", -1))
                    .mapToLong(offset -> Long.parseLong(offset, RADIX))
                    .toArray();
            return Arrays.stream(next).allMatch(offset -> offset >= 0)
                    ? Optional.of(new Position(next))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    int partitions() {
        return next.length;
    }

    long next(int partition) {
        return next[partition];
    }

    /** This one with a record read. */
    Position after(int partition, long offset) {
        Position after = new Position(next);
        after.next[partition] = Math.max(next[partition], offset + 1);
        return after;
    }

    /** Everything that either of them has read; both are of one Kafka topic. */
    Position and(Position other) {
        Position both = new Position(next);
        for (int i = 0; i < next.length; i++) {
            both.next[i] = Math.max(next[i], other.next[i]);
        }
        return both;
    }

    /** Whether this one has read all that the other has. */
    boolean covers(Position other) {
        if (other.next.length != next.length) {
            return false;
        }
        for (int i = 0; i < next.length; i++) {
            if (next[i] < other.next[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Position position && Arrays.equals(next, position.next);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(next);
    }

    @Override
    public String toString() {
        return Arrays.stream(next)
                .mapToObj(offset -> Long.toString(offset, RADIX))
                .collect(Collectors.joining("."));
    }
}
