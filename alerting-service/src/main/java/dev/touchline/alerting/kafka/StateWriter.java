package dev.touchline.alerting.kafka;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Writes state compactly: numbers by their size, texts that repeat once. {@link StateReader} reads it. */
final class StateWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    private final Map<String, Integer> words = new LinkedHashMap<>();

    StateWriter fixedByte(int value) {
        out.write(value);
        return this;
    }

    StateWriter fixedLong(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
        return this;
    }

    /** 1 byte up to 127, 2 up to 16,383, and so on; for what is not negative. */
    StateWriter count(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
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
        count(bytes.length);
        out.writeBytes(bytes);
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

    StateWriter uuid(UUID value) {
        return fixedLong(value.getMostSignificantBits()).fixedLong(value.getLeastSignificantBits());
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
