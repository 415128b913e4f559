package dev.touchline.feedback.mapping;

import dev.touchline.feedback.core.Limits;
import dev.touchline.feedback.core.ResponseDraft.RatingDraft;
import dev.touchline.feedback.core.ResponseDraft.ScaleDraft;
import dev.touchline.feedback.core.mapping.Answers;
import dev.touchline.feedback.core.mapping.Notes;
import dev.touchline.feedback.core.mapping.Question;
import dev.touchline.feedback.core.mapping.Questions;
import dev.touchline.feedback.core.mapping.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one or several answers become ratings.
 *
 * @param pointer where it stands in the mapping
 * @param each gives the answers, each of which is then what the other expressions see
 * @param fieldsOf gives an object whose fields are the answers, seen as {@code {key, value}}
 * @param topic what every answer is about; else {@code question} names the question that it answers
 * @param scale for questions that have none of their own
 */
record RatingRule(
        String pointer,
        @Nullable Expression each,
        @Nullable Expression fieldsOf,
        @Nullable String topic,
        @Nullable Expression question,
        @Nullable Expression value,
        @Nullable ScaleRule scale) {

    void collect(
            @Nullable Object item, Evaluation evaluation, Questions questions, Notes notes, List<RatingDraft> into) {
        for (Object element : elements(item, evaluation, notes)) {
            Object answer = evaluation.value(value, element, notes);
            if (answer == null) {
                continue;
            }
            if (into.size() == Limits.RATINGS) {
                notes.flaw(pointer, "gave more than " + Limits.RATINGS + " ratings");
                return;
            }
            RatingDraft rating = rating(answer, element, evaluation, questions, notes);
            if (rating != null) {
                into.add(rating);
            }
        }
    }

    private List<?> elements(@Nullable Object item, Evaluation evaluation, Notes notes) {
        if (fieldsOf != null) {
            return evaluation.value(fieldsOf, item, notes) instanceof Map<?, ?> object ? entries(object) : List.of();
        }
        if (each == null) {
            return item == null ? List.of() : List.of(item);
        }
        Object given = evaluation.value(each, item, notes);
        return given instanceof List<?> list ? list : given == null ? List.of() : List.of(given);
    }

    private @Nullable RatingDraft rating(
            Object answer, @Nullable Object element, Evaluation evaluation, Questions questions, Notes notes) {
        Question about = topic == null ? asked(element, evaluation, questions, notes) : new Question.Rates(topic, null);
        return switch (about) {
            case null -> null;
            case Question.LeftOut leftOut -> null;
            case Question.Rates(String rated, ScaleDraft own) -> {
                ScaleDraft on = own == null ? ownScale(rated, element, evaluation, notes) : own;
                yield on == null ? null : Answers.rating(pointer, rated, answer, on, notes);
            }
        };
    }

    private @Nullable Question asked(
            @Nullable Object element, Evaluation evaluation, Questions questions, Notes notes) {
        String name = Values.text(pointer + "/question", evaluation.value(question, element, notes), notes);
        if (name == null) {
            notes.warn(pointer, "an answer names no question: left out");
            return null;
        }
        return questions.find(pointer, name, notes);
    }

    private @Nullable ScaleDraft ownScale(String rated, @Nullable Object element, Evaluation evaluation, Notes notes) {
        if (scale == null) {
            notes.flaw(pointer, "there is no scale for " + rated + ", neither here nor in questions");
            return null;
        }
        return scale.of(element, evaluation, notes);
    }

    private static List<Map<String, @Nullable Object>> entries(Map<?, ?> object) {
        List<Map<String, @Nullable Object>> entries = new ArrayList<>();
        object.forEach((key, value) -> {
            Map<String, @Nullable Object> entry = HashMap.newHashMap(2);
            entry.put("key", key);
            entry.put("value", value);
            entries.add(entry);
        });
        return entries;
    }
}
