package dev.touchline.coaching.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A micro-coaching session in four fields, each 1 to 4,000 characters: what I saw, what ideal looks like, what we
 * practised, what next.
 *
 * @param technique how it was held, where that was told
 */
public record Session(
        String saw,
        String ideal,
        String practised,
        String next,
        @Nullable Technique technique) {
    /** Longest field in characters. */
    public static final int MAX_LENGTH = 4_000;

    public Session {
        List<Fault> faults = faults(saw, ideal, practised, next);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(faults.toString());
        }
    }

    /** A session of which nobody told how it was held. */
    public Session(String saw, String ideal, String practised, String next) {
        this(saw, ideal, practised, next, null);
    }

    /** What is wrong with a field. */
    public record Fault(String field, String detail) {}

    /** Everything that keeps these four from being a session. */
    public static List<Fault> faults(
            @Nullable String saw, @Nullable String ideal, @Nullable String practised, @Nullable String next) {
        List<Fault> faults = new ArrayList<>();
        check("saw", saw, faults);
        check("ideal", ideal, faults);
        check("practised", practised, faults);
        check("next", next, faults);
        return faults;
    }

    private static void check(String field, @Nullable String text, List<Fault> faults) {
        if (text == null || text.isBlank()) {
            faults.add(new Fault(field, "is required"));
        } else {
            String detail = refusal(text, MAX_LENGTH);
            if (detail != null) {
                faults.add(new Fault(field, detail));
            }
        }
    }

    /**
     * What keeps a text from being taken, whatever else is in it; null: nothing.
     *
     * @param longest in characters (code points)
     */
    public static @Nullable String refusal(String text, int longest) {
        if (text.codePointCount(0, text.length()) > longest) {
            return "has more than " + longest + " characters";
        }
        if (text.indexOf('\0') >= 0) {
            return "contains the character U+0000";
        }
        return text.codePoints().anyMatch(Session::isHalf) ? "contains half of a surrogate pair" : null;
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
