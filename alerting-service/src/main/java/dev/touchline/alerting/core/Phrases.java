package dev.touchline.alerting.core;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The words and phrases that a filter looks for. Looking takes time in proportion to the length of the text, whatever
 * the phrases are: there is no pattern language in them.
 */
public final class Phrases {
    private final List<String> all;
    private final Map<String, List<List<String>>> byFirstWord = new HashMap<>();

    private Phrases(List<String> all) {
        this.all = all;
        for (String phrase : all) {
            List<String> words = Folding.words(phrase);
            byFirstWord.merge(words.getFirst(), List.of(words), Phrases::both);
        }
    }

    /** @throws IllegalArgumentException when there are none, too many, or one is too long or without a word */
    public static Phrases of(Collection<String> phrases) {
        Limits.check("anyOf", Limits.phrases(phrases));
        phrases.forEach(phrase -> Limits.check("anyOf", Limits.phrase(phrase)));
        return new Phrases(phrases.stream().distinct().sorted().toList());
    }

    /** As they were given, sorted. */
    public List<String> all() {
        return all;
    }

    /** Whether one of them stands in a text that was cut into words by {@link Folding}. */
    boolean standIn(List<String> text) {
        for (int at = 0; at < text.size(); at++) {
            List<String> rest = text.subList(at, text.size());
            for (List<String> phrase : byFirstWord.getOrDefault(text.get(at), List.of())) {
                if (phrase.size() <= rest.size()
                        && rest.subList(0, phrase.size()).equals(phrase)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The first three, and how many more there are. */
    String sentence() {
        String first = String.join(", ", all.subList(0, Math.min(all.size(), 3)));
        return Optional.of(all.size() - 3)
                .filter(more -> more > 0)
                .map(more -> first + " or " + more + " more")
                .orElse(first);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Phrases phrases && all.equals(phrases.all);
    }

    @Override
    public int hashCode() {
        return all.hashCode();
    }

    @Override
    public String toString() {
        return all.toString();
    }

    private static List<List<String>> both(List<List<String>> one, List<List<String>> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }
}
