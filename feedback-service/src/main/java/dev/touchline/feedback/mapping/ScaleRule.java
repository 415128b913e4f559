package dev.touchline.feedback.mapping;

import dev.touchline.feedback.core.Direction;
import dev.touchline.feedback.core.ResponseDraft.ScaleDraft;
import dev.touchline.feedback.core.mapping.Notes;
import dev.touchline.feedback.core.mapping.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the scale of a rating comes from. */
sealed interface ScaleRule {
    /** The scale for that item; null, with a flaw, when the payload does not give it. */
    @Nullable
    ScaleDraft of(@Nullable Object item, Evaluation evaluation, Notes notes);

    /** Reads it: numbers are meant as they stand, everything else is an expression. Null, with a cause, when wrong. */
    static @Nullable ScaleRule read(YamlMap in) {
        if (!in.has("min") || !in.has("max")) {
            in.required("min");
            in.required("max");
            in.text("direction");
            in.isMap("labels");
            return null;
        }
        Double min = numeral(in, "min");
        Double max = numeral(in, "max");
        String direction = in.text("direction");
        boolean directed = direction == null || Direction.of(direction) != null;
        boolean worded = !in.has("labels") || in.isMap("labels");
        if (min != null && max != null && directed && worded) {
            ScaleDraft scale = ScaleReader.read(in);
            return scale == null ? null : new Written(scale);
        }
        if (min != null && max != null) {
            ScaleReader.checkEnds(in, min, max);
        }
        Computed rule = new Computed(
                in.pointer(),
                Expressions.required(in, "min"),
                Expressions.required(in, "max"),
                directed ? direction : null,
                directed ? null : Expressions.optional(in, "direction"),
                worded ? ScaleReader.labels(in, min, max) : Map.of(),
                worded ? null : Expressions.optional(in, "labels"));
        in.end();
        return rule;
    }

    private static @Nullable Double numeral(YamlMap in, String key) {
        String text = in.text(key);
        return text == null ? null : Values.numeral(text);
    }

    /** It stands in the mapping. */
    record Written(ScaleDraft scale) implements ScaleRule {
        @Override
        public ScaleDraft of(@Nullable Object item, Evaluation evaluation, Notes notes) {
            return scale;
        }
    }

    /** It comes, at least in part, with the payload. */
    record Computed(
            String pointer,
            @Nullable Expression min,
            @Nullable Expression max,
            @Nullable String direction,
            @Nullable Expression directionFrom,
            Map<String, Double> labels,
            @Nullable Expression labelsFrom)
            implements ScaleRule {
        @Override
        public @Nullable ScaleDraft of(@Nullable Object item, Evaluation evaluation, Notes notes) {
            Double low = number("/min", evaluation.value(min, item, notes), notes);
            Double high = number("/max", evaluation.value(max, item, notes), notes);
            if (low == null || high == null) {
                return null;
            }
            String way = directionFrom == null
                    ? direction
                    : Values.text(pointer + "/direction", evaluation.value(directionFrom, item, notes), notes);
            return new ScaleDraft(low, high, way, words(item, evaluation, notes));
        }

        private Map<String, Double> words(@Nullable Object item, Evaluation evaluation, Notes notes) {
            if (!(evaluation.value(labelsFrom, item, notes) instanceof Map<?, ?> given)) {
                return labels;
            }
            Map<String, Double> words = new LinkedHashMap<>();
            given.forEach((word, value) -> {
                Double number = number("/labels", value, notes);
                if (number != null) {
                    words.put(String.valueOf(word), number);
                }
            });
            return words;
        }

        private @Nullable Double number(String key, @Nullable Object value, Notes notes) {
            if (value instanceof Number number) {
                return number.doubleValue();
            }
            String text = Values.text(pointer + key, value, notes);
            Double number = text == null ? null : Values.numeral(text.strip());
            if (number == null) {
                notes.flaw(pointer + key, "gave no number");
            }
            return number;
        }
    }
}
