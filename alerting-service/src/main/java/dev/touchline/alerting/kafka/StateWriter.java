package dev.touchline.alerting.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Writes state compactly: numbers by their size, texts that repeat once. {@link StateReader} reads it. */
final class StateWriter {
    static final int NANOS_A_MILLI = 1_000_000;
    static final int PARTS = 10_000;

    private static final int LONGEST_NUMBER = 10;
    private static final int UUID_LENGTH = 36;

    private byte[] out = new byte[256];
    private int size;
    private final Map<String, Integer> words = new HashMap<>();

    StateWriter fixedByte(int value) {
        room(1);
        out[size++] = (byte) value;
        return this;
    }

    StateWriter fixedLong(long value) {
        room(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            out[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** 1 byte up to 127, 2 up to 16,383, and so on; for what is not negative. */
    StateWriter count(long value) {
        room(LONGEST_NUMBER);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out[size++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        out[size++] = (byte) rest;
        return this;
    }

    /** Small for what is near zero on either side. */
    StateWriter number(long value) {
        return count((value << 1) ^ (value >> 63));
    }

    StateWriter score(double value) {
        return fixedLong(Double.doubleToLongBits(value));
    }

    StateWriter text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return count(bytes.length).bytes(bytes);
    }

    private StateWriter bytes(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, out, size, bytes.length);
        size += bytes.length;
        return this;
    }

    /** A text that is likely to come again: the first time in full, then by its number. */
    StateWriter word(String value) {
        Integer known = words.putIfAbsent(value, words.size());
        count(known == null ? 0 : known + 1);
        return known == null ? text(value) : this;
    }

    /** As the distance from another instant. */
    StateWriter instant(Instant value, Instant from) {
        number(value.getEpochSecond() - from.getEpochSecond());
        return count(value.getNano());
    }

    /** As {@link #instant}, whole milliseconds in two bytes at most. */
    StateWriter time(Instant value, Instant from) {
        number(value.getEpochSecond() - from.getEpochSecond());
        int nanos = value.getNano();
        return count(nanos % NANOS_A_MILLI == 0 ? 2L * (nanos / NANOS_A_MILLI) : 2L * nanos + 1);
    }

    /** A score: whole points in one byte or two, four decimals in three, others in nine. */
    StateWriter points(double value) {
        long whole = Math.round(value);
        long parts = Math.round(value * PARTS);
        if (whole == value && whole >= 0) {
            return count(4 * whole);
        }
        return parts / (double) PARTS == value && parts > 0 ? count(4 * parts + 1) : count(2).score(value);
    }

    /** An id as a platform makes it up; those that are UUIDs take 17 bytes. */
    StateWriter id(String value) {
        Optional<UUID> uuid = uuidOf(value);
        if (uuid.isPresent()) {
            return count(0).uuid(uuid.get());
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return count(bytes.length + 1).bytes(bytes);
    }

    private static Optional<UUID> uuidOf(String value) {
        if (value.length() != UUID_LENGTH || value.charAt(8) != '-') {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(value))
                    .filter(uuid -> uuid.toString().equals(value));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    StateWriter uuid(UUID value) {
        return fixedLong(value.getMostSignificantBits()).fixedLong(value.getLeastSignificantBits());
    }

    byte[] bytes() {
        return Arrays.copyOf(out, size);
    }

    private void room(int more) {
        if (size + more > out.length) {
            out = Arrays.copyOf(out, Math.max(size + more, 2 * out.length));
        }
    }
}
