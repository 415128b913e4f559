package dev.touchline.feedback.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.touchline.feedback.core.Flaws;
import dev.touchline.feedback.core.Vetted;
import dev.touchline.feedback.core.metric.Evaluation;
import dev.touchline.feedback.core.metric.EvaluationDraft;
import dev.touchline.feedback.core.metric.EvaluationDraft.InteractionDraft;
import dev.touchline.feedback.core.metric.EvaluationRules;
import dev.touchline.feedback.core.metric.Poster;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and checks posted evaluations. */
public final class EvaluationReader {
    /** Keeps the place of what was refused already, so that pointers to those behind it are right. */
    private static final String UNREADABLE = "-";

    private EvaluationReader() {}

    /** All of a body. */
    public static PostedList<Evaluation> read(byte[] body, Poster poster, Instant receivedAt) {
        return PostedList.read(body, (parser, flaws) -> one(parser, poster, receivedAt, flaws));
    }

    private static Vetted<Evaluation> one(JsonParser parser, Poster poster, Instant receivedAt, Flaws flaws)
            throws IOException {
        ObjectReader in = ObjectReader.at(parser, "", flaws);
        return in == null
                ? MetricReader.notAnObject(parser, flaws)
                : EvaluationRules.check(draft(in, parser, flaws), poster, receivedAt, flaws);
    }

    private static EvaluationDraft draft(ObjectReader in, JsonParser parser, Flaws flaws) throws IOException {
        String agent = null;
        InteractionDraft interaction = null;
        String by = null;
        String at = null;
        List<String> seen = List.of();
        String ideal = null;
        List<String> strengths = List.of();
        List<String> gaps = List.of();
        String topic = null;
        Double score = null;
        for (String name = in.next(); name != null; name = in.next()) {
            switch (name) {
                case "agent" -> agent = in.text();
                case "interaction" -> interaction = interaction(in.object());
                case "by" -> by = in.text();
                case "at" -> at = in.text();
                case "seen" -> seen = texts(in, parser, flaws);
                case "ideal" -> ideal = in.text();
                case "strengths" -> strengths = texts(in, parser, flaws);
                case "gaps" -> gaps = texts(in, parser, flaws);
                case "topic" -> topic = in.text();
                case "score" -> score = in.number();
                default -> in.unknown();
            }
        }
        return new EvaluationDraft(agent, interaction, by, at, seen, ideal, strengths, gaps, topic, score);
    }

    private static @Nullable InteractionDraft interaction(@Nullable ObjectReader in) throws IOException {
        if (in == null) {
            return null;
        }
        String id = null;
        String url = null;
        for (String name = in.next(); name != null; name = in.next()) {
            switch (name) {
                case "id" -> id = in.text();
                case "url" -> url = in.text();
                default -> in.unknown();
            }
        }
        return new InteractionDraft(id, url);
    }

    private static List<String> texts(ObjectReader in, JsonParser parser, Flaws flaws) throws IOException {
        if (!in.isArray()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>(4);
        for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                flaws.add(in.pointer() + "/" + index, "must be a string");
                parser.skipChildren();
                texts.add(UNREADABLE);
            } else if (texts.size() <= EvaluationRules.ENTRIES) {
                texts.add(parser.getText());
            }
        }
        return texts;
    }
}
