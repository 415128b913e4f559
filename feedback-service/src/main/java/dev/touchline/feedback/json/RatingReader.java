package dev.touchline.feedback.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.touchline.feedback.core.Flaws;
import dev.touchline.feedback.core.Limits;
import dev.touchline.feedback.core.ResponseDraft.RatingDraft;
import dev.touchline.feedback.core.ResponseDraft.ScaleDraft;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one rating. */
final class RatingReader {
    private static final RatingDraft NOTHING = new RatingDraft(null, null, null, null);

    private RatingReader() {}

    /** Never null: what can't be read has its flaws noted and is absent. */
    static RatingDraft read(JsonParser parser, String base, Flaws flaws) throws IOException {
        ObjectReader in = ObjectReader.at(parser, base, flaws);
        if (in == null) {
            return NOTHING;
        }
        String topic = null;
        Double value = null;
        String label = null;
        ScaleDraft scale = null;
        for (String name = in.next(); name != null; name = in.next()) {
            switch (name) {
                case "topic" -> topic = in.text();
                case "value" -> {
                    if (parser.currentToken() == JsonToken.VALUE_STRING) {
                        label = parser.getText();
                    } else {
                        value = in.number();
                    }
                }
                case "scale" -> scale = scale(in.object(), parser, flaws);
                default -> in.unknown();
            }
        }
        return new RatingDraft(topic, value, label, scale);
    }

    private static @Nullable ScaleDraft scale(@Nullable ObjectReader in, JsonParser parser, Flaws flaws)
            throws IOException {
        if (in == null) {
            return null;
        }
        Double min = null;
        Double max = null;
        String direction = null;
        Map<String, Double> labels = Map.of();
        for (String name = in.next(); name != null; name = in.next()) {
            switch (name) {
                case "min" -> min = in.number();
                case "max" -> max = in.number();
                case "direction" -> direction = in.text();
                case "labels" -> labels = labels(in, parser, flaws);
                default -> in.unknown();
            }
        }
        return new ScaleDraft(min, max, direction, labels);
    }

    private static Map<String, Double> labels(ObjectReader scale, JsonParser parser, Flaws flaws) throws IOException {
        String base = scale.pointer();
        if (scale.object() == null) {
            return Map.of();
        }
        Map<String, Double> labels = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String word = parser.currentName();
            if (!parser.nextToken().isNumeric()) {
                flaws.add(base + Flaws.token(word), "must be a number");
                parser.skipChildren();
            } else if (labels.containsKey(word)) {
                flaws.add(base + Flaws.token(word), "is given twice");
            } else if (labels.size() <= Limits.LABELS) {
                labels.put(word, parser.getDoubleValue());
            }
        }
        return labels;
    }
}
