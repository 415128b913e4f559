package dev.touchline.alerting.core;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts a text into words that are equal where people take them for equal: compatible forms (Unicode NFKC) and case are
 * folded, "STRASSE" and "Straße" alike. A word is a run of letters, digits and their marks; everything else stands
 * between words. In scripts that write no spaces every character is a word by itself, so a phrase is found anywhere.
 */
final class Folding {
    private Folding() {}

    static List<String> words(String text) {
        String folded = fold(text);
        List<String> words = new ArrayList<>();
        int begin = -1;
        for (int at = 0; at < folded.length(); at += Character.charCount(folded.codePointAt(at))) {
            int c = folded.codePointAt(at);
            boolean alone = standsAlone(c);
            if (begin >= 0 && (alone || !isOfAWord(c))) {
                words.add(folded.substring(begin, at));
                begin = -1;
            }
            if (alone) {
                words.add(Character.toString(c));
            } else if (begin < 0 && isOfAWord(c)) {
                begin = at;
            }
        }
        if (begin >= 0) {
            words.add(folded.substring(begin));
        }
        return words;
    }

    /**
     * Upper case first: it alone spells out letters such as ß; then letter by letter, so that no final form remains.
     */
    private static String fold(String text) {
        String upper = Normalizer.normalize(text, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(upper.length());
        upper.codePoints().map(Character::toLowerCase).forEach(folded::appendCodePoint);
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    private static boolean isOfAWord(int c) {
        return Character.isLetterOrDigit(c)
                || switch (Character.getType(c)) {
                    case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
                    default -> false;
                };
    }

    private static boolean standsAlone(int c) {
        return c >= 0x0E00
                && switch (Character.UnicodeScript.of(c)) {
                    case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> isOfAWord(c);
                    default -> false;
                };
    }
}
