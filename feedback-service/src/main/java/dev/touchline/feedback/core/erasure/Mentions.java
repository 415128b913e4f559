package dev.touchline.feedback.core.erasure;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Finds a customer's reference as a whole word in what a platform sent and nobody could read, plain or as JSON and
 * forms write it. A word is made of letters, digits, {@code _} and {@code -}: {@code cust-5} is not in {@code cust-57}.
 */
public final class Mentions {
    /** Shorter references stand in nearly every body as something else: a rating, a page, an hour. */
    public static final int SHORTEST = 4;

    private final List<byte[]> forms;

    private Mentions(List<byte[]> forms) {
        this.forms = forms;
    }

    /** Empty for a reference that is too short to be looked for. */
    public static Optional<Mentions> of(String ref) {
        if (ref.strip().length() < SHORTEST) {
            return Optional.empty();
        }
        Set<String> texts = new LinkedHashSet<>();
        for (String text : List.of(
                ref, json(ref, c -> false, ""), json(ref, c -> c > '~', "%04x"), json(ref, c -> c > '~', "%04X"))) {
            String form = URLEncoder.encode(text, StandardCharsets.UTF_8);
            texts.addAll(List.of(
                    text,
                    form,
                    form.replace("+", "%20"),
                    lowerEscapes(form),
                    lowerEscapes(form).replace("+", "%20")));
        }
        return Optional.of(new Mentions(texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList()));
    }

    /** Every way in which the reference may be written. */
    public List<byte[]> forms() {
        return forms;
    }

    /** Whether the reference stands there. */
    public boolean in(byte[] text) {
        return forms.stream().anyMatch(form -> contains(text, form));
    }

    private static boolean contains(byte[] text, byte[] form) {
        for (int at = 0; at <= text.length - form.length; at++) {
            if (matches(text, at, form) && begins(text, at) && ends(text, at + form.length)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] text, int at, byte[] form) {
        for (int i = 0; i < form.length; i++) {
            if (text[at + i] != form[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean ends(byte[] text, int end) {
        return end == text.length || !isOfWord(text[end]);
    }

    /** What stands before may look like a word and be the end of an escape: {@code \n}, {@code %22}, {@code \u0022}. */
    private static boolean begins(byte[] text, int at) {
        return at == 0
                || !isOfWord(text[at - 1])
                || (at >= 2 && text[at - 2] == '\\' && "nrtbf".indexOf(text[at - 1]) >= 0)
                || (at >= 3 && text[at - 3] == '%' && areHex(text, at - 2, at))
                || (at >= 6 && text[at - 6] == '\\' && text[at - 5] == 'u' && areHex(text, at - 4, at));
    }

    private static boolean areHex(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Character.digit(text[i], 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfWord(byte b) {
        return b < 0 || Character.isLetterOrDigit(b) || b == '_' || b == '-';
    }

    /** As a JSON string has it between its quotes. */
    private static String json(String text, IntPredicate escaped, String hex) {
        StringBuilder json = new StringBuilder(text.length() + 8);
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (escaped.test(c)) {
                json.append("\\u").append(hex.formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.toString();
    }

    /** With {@code %2f} for {@code %2F}: senders differ. */
    private static String lowerEscapes(String form) {
        StringBuilder lower = new StringBuilder(form);
        for (int at = lower.indexOf("%"); at >= 0; at = lower.indexOf("%", at + 3)) {
            lower.replace(at, at + 3, lower.substring(at, at + 3).toLowerCase(Locale.ROOT));
        }
        return lower.toString();
    }
}
