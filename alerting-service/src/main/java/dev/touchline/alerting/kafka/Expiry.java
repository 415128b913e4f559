package dev.touchline.alerting.kafka;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.streams.errors.StreamsException;

/**
 * The first nine bytes of every value in a store that forgets: the version of its form, and the second at which it may
 * go. {@link Forgetting} needs no more of a value than this.
 */
final class Expiry {
    private static final int AT = 1;

    private Expiry() {}

    static StateWriter begin(int version, Instant expiresAt) {
        return new StateWriter().fixedByte(version).fixedLong(expiresAt.getEpochSecond());
    }

    /** Which form a value has. */
    static int form(byte[] value) {
        return value[0];
    }

    /**
     * @param newest forms from 1 to this one are known
     * @throws StreamsException when the value is of another form: no record's fault
     */
    static StateReader open(byte[] value, int newest) {
        StateReader reader = new StateReader(value);
        int found = reader.fixedByte();
        if (found < 1 || found > newest) {
            throw new StreamsException("State of form " + found + ", known are 1 to " + newest);
        }
        reader.fixedLong();
        return reader;
    }

    static Instant at(byte[] value) {
        return Instant.ofEpochSecond(ByteBuffer.wrap(value).getLong(AT));
    }

    static boolean isOver(byte[] value, Instant now) {
        return ByteBuffer.wrap(value).getLong(AT) < now.getEpochSecond();
    }
}
