package dev.touchline.feedback.mapping;

import org.jspecify.annotations.Nullable;

/** Reads the expressions of a mapping's object. */
final class Expressions {
    private Expressions() {}

    /** The expression under that key; null when there is none, or, with a cause, when it is wrong. */
    static @Nullable Expression optional(YamlMap in, String key) {
        String source = in.text(key);
        return source == null ? null : Expression.compile(in.pointer(key), source, in.causes());
    }

    /** As {@link #optional}, and a cause when there is none. */
    static @Nullable Expression required(YamlMap in, String key) {
        String source = in.required(key);
        return source == null ? null : Expression.compile(in.pointer(key), source, in.causes());
    }
}
