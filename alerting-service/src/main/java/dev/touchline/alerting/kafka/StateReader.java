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
        return text(size());
    }

    private String text(int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    String word() {
        int number = size();
        if (number > 0) {
            return words.get(number - 1);
        }
        String word = Names.one(text());
        words.add(word);
        return word;
    }

    Instant instant(Instant from) {
        long seconds = from.getEpochSecond() + number();
        return Instant.ofEpochSecond(seconds, count());
    }

    Instant time(Instant from) {
        long seconds = from.getEpochSecond() + number();
        long fraction = count();
        return Instant.ofEpochSecond(
                seconds, fraction % 2 == 0 ? fraction / 2 * StateWriter.NANOS_A_MILLI : fraction / 2);
    }

    double points() {
        long value = count();
        return switch ((int) (value & 3)) {
            case 0 -> value >>> 2;
            case 1 -> (value >>> 2) / (double) StateWriter.PARTS;
            default -> score();
        };
    }

    String id() {
        int length = size();
        return length == 0 ? uuid().toString() : text(length - 1);
    }

    /** That many sizes. */
    List<Integer> sizes(int length) {
        if (length == 0) {
            return List.of();
        }
        List<Integer> sizes = new ArrayList<>(length);
        for (int left = length; left > 0; left--) {
            sizes.add(size());
        }
        return sizes;
    }

    UUID uuid() {
        return new UUID(fixedLong(), fixedLong());
    }
}
