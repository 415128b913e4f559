package dev.touchline.feedback.mapping;

import dev.touchline.feedback.core.Direction;
import dev.touchline.feedback.core.Limits;
import dev.touchline.feedback.core.ResponseDraft.ScaleDraft;
import dev.touchline.feedback.core.Text;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads scales that are written in a mapping. */
final class ScaleReader {
    private ScaleReader() {}

    /** A scale whose ends are all written in the mapping. */
    static @Nullable ScaleDraft read(YamlMap in) {
        in.required("min");
        in.required("max");
        Double min = in.number("min");
        Double max = in.number("max");
        String direction = direction(in);
        Map<String, Double> labels = labels(in, min, max);
        in.end();
        if (min == null || max == null) {
            return null;
        }
        checkEnds(in, min, max);
        return new ScaleDraft(min, max, direction, labels);
    }

    static void checkEnds(YamlMap in, double min, double max) {
        if (!(Math.abs(min) <= Limits.VALUE && Math.abs(max) <= Limits.VALUE && min < max)) {
            in.complain("min", "must be below max, and both within -1000000 and 1000000");
        }
    }

    private static @Nullable String direction(YamlMap in) {
        String direction = in.text("direction");
        if (direction != null && Direction.of(direction) == null) {
            in.complain("direction", "must be higher-is-better or lower-is-better");
        }
        return direction;
    }

    static Map<String, Double> labels(YamlMap in, @Nullable Double min, @Nullable Double max) {
        YamlMap map = in.map("labels");
        Map<String, Double> labels = new LinkedHashMap<>();
        if (map == null) {
            return labels;
        }
        for (String word : map.keys()) {
            Double value = map.number(word);
            if (value != null && min != null && max != null && !(min <= value && value <= max)) {
                map.complain(word, "must lie within the scale");
            }
            if (Text.flawOfName(word, Limits.WORD_CHARS) != null) {
                map.complain(word, "the word must have 1 to " + Limits.WORD_CHARS + " characters");
            }
            labels.put(word, value == null ? Double.valueOf(0) : value);
        }
        if (labels.size() > Limits.LABELS) {
            in.complain("labels", "must have at most " + Limits.LABELS + " words");
        }
        return labels;
    }
}
