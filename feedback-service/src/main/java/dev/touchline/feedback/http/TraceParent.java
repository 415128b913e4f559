package dev.touchline.feedback.http;

import org.jspecify.annotations.Nullable;

/** The header of W3C Trace Context, which travels on with the event. */
final class TraceParent {
    private static final int CHARS = 55;

    private TraceParent() {}

    /** The header as it came, or null when it has not the form of version 00: nothing else may reach the records. */
    static @Nullable String valid(@Nullable String header) {
        if (header == null || header.length() != CHARS) {
            return null;
        }
        for (int i = 0; i < CHARS; i++) {
            char c = header.charAt(i);
            boolean dash = i == 2 || i == 35 || i == 52;
            boolean hex = c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
            if (dash ? c != '-' : !hex) {
                return null;
            }
        }
        return header;
    }
}
