package dev.touchline.feedback.core.mapping;

import dev.touchline.feedback.core.ResponseDraft.RatingDraft;
import dev.touchline.feedback.core.ResponseDraft.ScaleDraft;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what somebody answered into a rating on a scale. */
public final class Answers {
    private Answers() {}

    /**
     * The rating; null when there is no answer, or, with a flaw, when it is no value of the scale.
     *
     * @param answer a number, a numeral, or a word of the scale in any case; a list of one counts as that one
     */
    public static @Nullable RatingDraft rating(
            String pointer, String topic, @Nullable Object answer, ScaleDraft scale, Notes notes) {
        return switch (answer) {
            case null -> null;
            case Number number -> new RatingDraft(topic, number.doubleValue(), null, scale);
            case List<?> list when list.size() == 1 -> rating(pointer, topic, list.getFirst(), scale, notes);
            default -> {
                String text = Values.text(pointer, answer, notes);
                yield text == null ? null : written(pointer, topic, text.strip(), scale, notes);
            }
        };
    }

    private static @Nullable RatingDraft written(
            String pointer, String topic, String text, ScaleDraft scale, Notes notes) {
        if (scale.labels().containsKey(text)) {
            return new RatingDraft(topic, null, text, scale);
        }
        Double numeral = Values.numeral(text);
        if (numeral != null) {
            return new RatingDraft(topic, numeral, null, scale);
        }
        for (Map.Entry<String, Double> label : scale.labels().entrySet()) {
            if (label.getKey().equalsIgnoreCase(text)) {
                return new RatingDraft(topic, null, label.getKey(), scale);
            }
        }
        notes.flaw(pointer, "the answer for " + topic + " is neither a number nor one of the words of its scale");
        return null;
    }
}
