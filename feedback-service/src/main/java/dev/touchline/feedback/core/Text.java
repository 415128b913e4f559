package dev.touchline.feedback.core;

import org.jspecify.annotations.Nullable;

/** What every text must satisfy before it travels on. */
public final class Text {
    private Text() {}

    /**
     * What is wrong with a text that may be empty, or null when nothing is. U+0000 can't be stored by PostgreSQL and
     * half a surrogate pair can't be written as UTF-8, so both are refused at the door.
     */
    public static @Nullable String flaw(String text, int maxChars) {
        if (text.length() > maxChars) {
            return "must have at most " + maxChars + " characters, has " + text.length();
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return "must not contain the character U+0000";
            }
            if (Character.isSurrogate(c)) {
                if (!isPair(text, i)) {
                    return "must not contain half of a surrogate pair";
                }
                i++;
            }
        }
        return null;
    }

    /** As {@link #flaw}, for a text that must say something. */
    public static @Nullable String flawOfName(String text, int maxChars) {
        return text.isBlank() ? "must not be blank" : flaw(text, maxChars);
    }

    /** Whether this is a slug, {@code [a-z0-9-]{1,64}}: the form of topics, teams, sources and alias kinds. */
    public static boolean isSlug(String text) {
        if (text.isEmpty() || text.length() > 64) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')) {
                return false;
            }
        }
        return true;
    }

    /** What the message says when {@link #isSlug} says no. */
    public static final String NOT_A_SLUG = "must be 1 to 64 of the characters a-z, 0-9 and -";

    private static boolean isPair(String text, int high) {
        return Character.isHighSurrogate(text.charAt(high))
                && high + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(high + 1));
    }
}
