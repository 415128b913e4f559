package dev.touchline.feedback.core.mapping;

import dev.touchline.feedback.core.Text;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The questions that a mapping knows, by the name that the payload gives them.
 *
 * @param others what happens to the answer of a question that is not named
 */
public record Questions(Map<String, Question> named, Others others) {
    /** What happens to the answers of questions that are not named. */
    public enum Others {
        /** They are left out, with a warning. */
        LEAVE_OUT("leave-out"),
        /** The question's name is the topic, in lower case and with hyphens. */
        BY_NAME("by-name");

        private final String wire;

        Others(String wire) {
            this.wire = wire;
        }

        /** The name used in mappings. */
        public String wire() {
            return wire;
        }
    }

    public Questions {
        named = Map.copyOf(new LinkedHashMap<>(named));
    }

    /** What the question is about; null, and a warning, when nobody knows. */
    public @Nullable Question find(String pointer, String name, Notes notes) {
        Question known = named.get(name);
        if (known != null) {
            return known;
        }
        String slug = slug(name);
        if (others == Others.LEAVE_OUT || slug == null) {
            notes.warn(pointer, "question " + Values.shown(name) + " is not named in questions: left out");
            return null;
        }
        notes.warn(
                pointer,
                "question " + Values.shown(name) + " is not named in questions: its name is the topic,"
                        + " and the scale is that of the rule");
        return new Question.Rates(slug, null);
    }

    private static @Nullable String slug(String name) {
        String slug = name.strip().toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
        return Text.isSlug(slug) ? slug : null;
    }
}
