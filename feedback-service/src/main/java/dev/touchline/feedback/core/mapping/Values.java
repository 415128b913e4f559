package dev.touchline.feedback.core.mapping;

import dev.touchline.feedback.core.Limits;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of a parsed payload: null, String, Boolean, Number, List, Map. What is blank counts as absent: forms
 * and CSV know no other way of leaving out.
 */
public final class Values {
    private static final int NUMERAL_CHARS = 40;
    private static final double EXACT = 1e15;

    private Values() {}

    /** A text of any length; a list of one counts as that one. */
    public static @Nullable String text(String pointer, @Nullable Object value, Notes notes) {
        return switch (value) {
            case null -> null;
            case String text -> clean(pointer, text, notes);
            case Boolean truth -> truth.toString();
            case Number number -> plain(number);
            case List<?> list when list.isEmpty() -> null;
            case List<?> list when list.size() == 1 -> text(pointer, list.getFirst(), notes);
            case List<?> list -> wrong(pointer, "gave " + list.size() + " values where one is wanted", notes);
            case Map<?, ?> map -> wrong(pointer, "gave an object where a text is wanted", notes);
            default -> wrong(pointer, "gave no JSON value", notes);
        };
    }

    /** A text that is cut, with a warning, where it is longer. */
    public static @Nullable String text(String pointer, @Nullable Object value, int maxChars, Notes notes) {
        String text = text(pointer, value, notes);
        if (text == null || text.length() <= maxChars) {
            return text;
        }
        notes.warn(pointer, "had " + text.length() + " characters, of which the first " + maxChars + " are kept");
        int end = Character.isHighSurrogate(text.charAt(maxChars - 1)) ? maxChars - 1 : maxChars;
        return text.substring(0, end);
    }

    /** Texts, one or several; blank ones don't count. At most as many as wanted, with a warning. */
    public static List<String> texts(String pointer, @Nullable Object value, int most, int maxChars, Notes notes) {
        List<?> given = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
        List<String> texts = new ArrayList<>();
        for (Object one : given) {
            String text = texts.size() < most ? text(pointer, one, maxChars, notes) : null;
            if (text != null) {
                texts.add(text);
            }
        }
        if (given.size() > most) {
            notes.warn(pointer, "gave " + given.size() + " values, of which the first " + most + " are kept");
        }
        return texts;
    }

    /** The number that a text is, or null when it is none. Takes {@code 4}, {@code -4.5} and {@code 4e2}. */
    public static @Nullable Double numeral(String text) {
        if (text.length() > NUMERAL_CHARS) {
            return null;
        }
        boolean digits = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            digits |= c >= '0' && c <= '9';
            if (!(c >= '0' && c <= '9') && "+-.eE".indexOf(c) < 0) {
                return null;
            }
        }
        try {
            return digits ? Double.valueOf(text) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** A number as people write it: ids that came as numbers keep all their digits. */
    public static String plain(Number number) {
        if (number instanceof Double value) {
            return value == Math.rint(value) && Math.abs(value) < EXACT
                    ? Long.toString(value.longValue())
                    : value.toString();
        }
        return number instanceof BigDecimal big ? big.toPlainString() : number.toString();
    }

    /** A name out of a payload, short and without control characters, so that it can be shown. */
    static String shown(String name) {
        String start = name.length() > Limits.WORD_CHARS ? name.substring(0, Limits.WORD_CHARS) + "…" : name;
        return '"' + start.replaceAll("\\p{Cntrl}", "�") + '"';
    }

    private static @Nullable String clean(String pointer, String text, Notes notes) {
        String cleaned = text;
        if (cleaned.indexOf(0) >= 0) {
            notes.warn(pointer, "held the character U+0000, which was taken out");
            cleaned = cleaned.replace("\0", "");
        }
        if (hasHalfPair(cleaned)) {
            notes.warn(pointer, "held half of a surrogate pair, which became U+FFFD");
            cleaned = mended(cleaned);
        }
        return cleaned.isBlank() ? null : cleaned;
    }

    private static boolean hasHalfPair(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return text.codePoints().anyMatch(Values::isHalfPair);
            }
        }
        return false;
    }

    private static String mended(String text) {
        return text.codePoints()
                .map(point -> isHalfPair(point) ? '\uFFFD' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isHalfPair(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static @Nullable String wrong(String pointer, String detail, Notes notes) {
        notes.flaw(pointer, detail);
        return null;
    }
}
