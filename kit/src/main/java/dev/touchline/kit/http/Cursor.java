package dev.touchline.kit.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Opaque keyset cursors: the sort key of the last row on the page. */
public final class Cursor {
    private static final String SEPARATOR = "\u001f";

    private Cursor() {}

    public static String encode(String... parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8));
    }

    /** The parts of a cursor made by {@link #encode}; a 400 problem when it is not one with that many. */
    public static List<String> decode(String cursor, int parts) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            List<String> decoded = List.of(text.split(SEPARATOR, -1));
            // PostgreSQL's texts take any character but this.
            if (decoded.size() == parts && text.indexOf('\0') < 0) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
        throw malformed();
    }

    /** 400: it is none that we gave. */
    public static Problem malformed() {
        return new Problem(
                400, "Bad cursor", List.of(new Problem.Cause("cursor", "pass nextCursor on as it was given")));
    }
}
