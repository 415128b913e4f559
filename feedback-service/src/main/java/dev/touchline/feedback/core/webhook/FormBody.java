package dev.touchline.feedback.core.webhook;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A body in {@code application/x-www-form-urlencoded}. Takes whatever comes: a percent sign that starts no escape
 * stands for itself, and bytes that are not UTF-8 become U+FFFD.
 *
 * @param fields by name, in their order; of a field that was given twice the first counts, for the signature as for the
 *     mapping
 * @param repeated the names that were given more than once
 * @param whole false when there were more than {@link #MOST} fields, of which the rest is not read
 */
public record FormBody(Map<String, String> fields, Set<String> repeated, boolean whole) {
    /** More fields than any survey has questions. */
    public static final int MOST = 1000;

    /** Reads a body, in time linear to its length. */
    public static FormBody parse(byte[] body) {
        Map<String, String> fields = new LinkedHashMap<>();
        Set<String> repeated = new TreeSet<>();
        int start = 0;
        while (start < body.length && fields.size() < MOST) {
            int end = indexOf(body, '&', start, body.length);
            int equals = indexOf(body, '=', start, end);
            if (end > start) {
                String name = decoded(body, start, equals);
                if (fields.putIfAbsent(name, decoded(body, equals + 1, end)) != null) {
                    repeated.add(name);
                }
            }
            start = end + 1;
        }
        return new FormBody(fields, repeated, start >= body.length);
    }

    private static int indexOf(byte[] body, char wanted, int from, int to) {
        int i = from;
        while (i < to && body[i] != wanted) {
            i++;
        }
        return i;
    }

    private static String decoded(byte[] body, int from, int to) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.max(0, to - from));
        for (int i = from; i < to; i++) {
            int high = i + 2 < to ? Character.digit(body[i + 1], 16) : -1;
            int low = i + 2 < to ? Character.digit(body[i + 2], 16) : -1;
            if (body[i] == '%' && high >= 0 && low >= 0) {
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.write(body[i] == '+' ? ' ' : body[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
