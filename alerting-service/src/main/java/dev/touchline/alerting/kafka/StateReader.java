package dev.touchline.alerting.kafka;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads what {@link StateWriter} wrote, in the same order. */
final class StateReader {
    private final ByteBuffer in;
    private final List<String> words = new ArrayList<>();

    StateReader(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes);
    }

    int fixedByte() {
        return in.get() & 0xFF;
    }

    long fixedLong() {
        return in.getLong();
    }

    long count() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    int size() {
        return Math.toIntExact(count());
    }

    long number() {
        long value = count();
        return (value >>> 1) ^ -(value & 1);
    }

    double score() {
        return Double.longBitsToDouble(fixedLong());
    }

    String text() {
        byte[] bytes = new byte[size()];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    String word() {
        int number = size();
        if (number > 0) {
            return words.get(number - 1);
        }
        String word = text();
        words.add(word);
        return word;
    }

    Instant instant(Instant from) {
        long seconds = from.getEpochSecond() + number();
        return Instant.ofEpochSecond(seconds, count());
    }

    UUID uuid() {
        return new UUID(fixedLong(), fixedLong());
    }
}
