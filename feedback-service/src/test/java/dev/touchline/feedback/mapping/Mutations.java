package dev.touchline.feedback.mapping;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages payloads as chance and bad people do. */
public final class Mutations {
    private static final List<String> PIECES = List.of(
            "1e999999999",
            "-0",
            "9".repeat(90),
            "0.1e-400",
            "[".repeat(100),
            "{\"a\":".repeat(80),
            "\u0000",
            "\\u0000",
            "\\ud800",
            "null",
            "true",
            "\"\"",
            "[]",
            "{}",
            "\"" + "x".repeat(20_000) + "\"",
            ",",
            ":",
            "}",
            "]",
            "\"",
            "%00",
            "%",
            "&",
            "=",
            "\r\n",
            "${jndi:ldap://x}",
            "{{7*7}}",
            "'; --",
            "\u202e",
            "😀",
            "NaN");

    private final Random random;

    public Mutations(Random random) {
        this.random = random;
    }

    /** From one to four kinds of damage at random places. */
    public byte[] of(byte[] payload) {
        byte[] mutated = payload;
        for (int i = random.nextInt(4); i >= 0; i--) {
            mutated = once(mutated);
        }
        return mutated;
    }

    private byte[] once(byte[] payload) {
        if (payload.length == 0) {
            return piece();
        }
        int at = random.nextInt(payload.length);
        return switch (random.nextInt(9)) {
            case 0 -> flipped(payload, at);
            case 1 -> Arrays.copyOf(payload, at);
            case 2 -> spliced(payload, at, at, piece());
            case 3 -> spliced(payload, at, Math.min(payload.length, at + random.nextInt(20)), new byte[0]);
            case 4 -> spliced(payload, at, at, new byte[] {(byte) (0x80 | random.nextInt(128))});
            case 5 -> repeated(payload, at);
            case 6 -> otherValue(payload);
            case 7 -> twice(payload);
            default -> manyElements(payload);
        };
    }

    private byte[] piece() {
        return PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] flipped(byte[] payload, int at) {
        byte[] copy = payload.clone();
        copy[at] ^= (byte) (1 << random.nextInt(8));
        return copy;
    }

    /** Some bytes a number of times: keys become duplicate, arrays longer, escapes broken. */
    private byte[] repeated(byte[] payload, int at) {
        int end = Math.min(payload.length, at + 1 + random.nextInt(200));
        byte[] part = Arrays.copyOfRange(payload, at, end);
        return spliced(payload, end, end, part);
    }

    /** The value of some JSON field by another one, so that types are wrong in a payload that still parses. */
    private byte[] otherValue(byte[] payload) {
        String text = new String(payload, StandardCharsets.ISO_8859_1);
        int colon = text.indexOf(": ", random.nextInt(text.length()));
        int end = colon < 0 ? -1 : text.indexOf('\n', colon);
        if (end < 0) {
            return payload;
        }
        boolean comma = text.charAt(end - 1) == ',';
        List<String> values =
                List.of("null", "[]", "{}", "[[1]]", "1e400", "-1", "true", "\"x\"", "{\"a\":[{}]}", "1".repeat(60));
        String value = values.get(random.nextInt(values.size()));
        return (text.substring(0, colon + 2) + value + (comma ? "," : "") + text.substring(end))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] twice(byte[] payload) {
        return spliced(payload, payload.length, payload.length, payload);
    }

    private byte[] manyElements(byte[] payload) {
        if (random.nextInt(20) > 0) {
            return payload;
        }
        String text = new String(payload, StandardCharsets.ISO_8859_1);
        int open = text.indexOf('[', random.nextInt(text.length()));
        if (open < 0) {
            return payload;
        }
        List<String> elements =
                List.of("{\"type\":\"number\",\"number\":1,\"field\":{\"type\":\"rating\",\"ref\":\"a\"}}", "1", "{}");
        String flood = (elements.get(random.nextInt(elements.size())) + ",").repeat(10_000);
        return (text.substring(0, open + 1) + flood + text.substring(open + 1)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] spliced(byte[] payload, int from, int to, byte[] by) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + by.length);
        out.write(payload, 0, from);
        out.writeBytes(by);
        out.write(payload, to, payload.length - to);
        return out.toByteArray();
    }
}
