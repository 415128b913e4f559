package dev.touchline.bench.figure;

import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds our responses' numbers in JSON by their look, without parsing it: the watcher of a queue must not become what
 * is measured.
 */
public final class SeenIds {
    private static final byte[] BEFORE = "\"responseId\":\"b-".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CURSOR = "\"nextCursor\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS = 10;

    private SeenIds() {}

    /** Calls the sink with every number, as often as it occurs. */
    public static void scan(byte[] json, LongConsumer sink) {
        for (int at = find(json, BEFORE, 0); at >= 0; at = find(json, BEFORE, at)) {
            if (at + DIGITS > json.length) {
                return;
            }
            long id = 0;
            for (int i = at; i < at + DIGITS; i++) {
                id = id * 10 + json[i] - '0';
            }
            sink.accept(id);
        }
    }

    /** The page's cursor to the next one; null on the last. */
    static @Nullable String nextCursor(byte[] json) {
        int from = find(json, CURSOR, 0);
        if (from < 0) {
            return null;
        }
        int to = from;
        while (json[to] != '"') {
            to++;
        }
        return new String(json, from, to - from, StandardCharsets.US_ASCII);
    }

    /** The place after the next occurrence; -1 when there is none. */
    private static int find(byte[] in, byte[] what, int from) {
        for (int i = from; i <= in.length - what.length; i++) {
            int matched = 0;
            while (matched < what.length && in[i + matched] == what[matched]) {
                matched++;
            }
            if (matched == what.length) {
                return i + matched;
            }
        }
        return -1;
    }
}
