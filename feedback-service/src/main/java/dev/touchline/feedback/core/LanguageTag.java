package dev.touchline.feedback.core;

/** The form of a language tag, after RFC 5646: subtags of letters and digits joined by hyphens, letters first. */
public final class LanguageTag {
    private LanguageTag() {}

    /** Whether it has the form of a language tag; it need not be a registered one. */
    public static boolean isWellFormed(String tag) {
        if (tag.length() < 2 || tag.length() > Limits.LANGUAGE_CHARS) {
            return false;
        }
        int length = 0;
        boolean first = true;
        for (int i = 0; i < tag.length(); i++) {
            char c = tag.charAt(i);
            if (c == '-') {
                if (length < (first ? 2 : 1)) {
                    return false;
                }
                first = false;
                length = 0;
            } else if (!(isLetter(c) || !first && isDigit(c)) || ++length > 8) {
                return false;
            }
        }
        return length >= (first ? 2 : 1);
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
