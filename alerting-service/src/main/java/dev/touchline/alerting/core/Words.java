package dev.touchline.alerting.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a customer wrote with a response, while it is judged; never kept. It is cut into words when the first filter
 * asks for them, once for all filters.
 */
public final class Words {
    public static final Words NONE = new Words(Optional.empty(), List.of());

    private final Optional<String> comment;
    private final List<String> tags;
    private Optional<List<List<String>>> commentWords = Optional.empty();
    private Optional<List<List<String>>> tagWords = Optional.empty();

    public Words(Optional<String> comment, List<String> tags) {
        this.comment = comment;
        this.tags = List.copyOf(tags);
    }

    /** Where a filter may look for words. */
    public enum Place {
        COMMENT,
        TAGS
    }

    boolean have(Phrases phrases, Place place) {
        for (List<String> text : in(place)) {
            if (phrases.standIn(text)) {
                return true;
            }
        }
        return false;
    }

    private List<List<String>> in(Place place) {
        return switch (place) {
            case COMMENT -> {
                if (commentWords.isEmpty()) {
                    commentWords = Optional.of(cut(comment.stream().toList()));
                }
                yield commentWords.get();
            }
            case TAGS -> {
                if (tagWords.isEmpty()) {
                    tagWords = Optional.of(cut(tags));
                }
                yield tagWords.get();
            }
        };
    }

    private static List<List<String>> cut(List<String> texts) {
        List<List<String>> words = new ArrayList<>();
        texts.forEach(text -> words.add(Folding.words(text)));
        return words;
    }

    /** Says nothing of what was written: this may end in a log. */
    @Override
    public String toString() {
        return "Words";
    }
}
