package dev.touchline.feedback.mapping;

import dev.touchline.feedback.core.ResponseDraft.ScaleDraft;
import dev.touchline.feedback.core.Text;
import dev.touchline.feedback.core.mapping.Question;
import dev.touchline.feedback.core.mapping.Questions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads how answers become ratings. */
final class RatingsReader {
    private RatingsReader() {}

    static List<RatingRule> rules(YamlMap in) {
        List<YamlMap> maps = in.maps("ratings");
        if (maps.isEmpty()) {
            in.complain("ratings", "must have at least one entry");
        }
        List<RatingRule> rules = new ArrayList<>();
        for (YamlMap map : maps) {
            rules.add(rule(map));
            map.end();
        }
        return rules;
    }

    private static RatingRule rule(YamlMap in) {
        Expression each = Expressions.optional(in, "each");
        Expression fieldsOf = Expressions.optional(in, "fieldsOf");
        if (each != null && fieldsOf != null) {
            in.complain("fieldsOf", "there can't be both each and fieldsOf");
        }
        String topic = topic(in);
        Expression question = Expressions.optional(in, "question");
        if ((topic == null) == (question == null) && !(in.has("topic") && topic == null)) {
            in.complain("topic", "there must be either topic or question");
        }
        Expression value = Expressions.required(in, "value");
        YamlMap scale = in.map("scale");
        return new RatingRule(
                in.pointer(), each, fieldsOf, topic, question, value, scale == null ? null : ScaleRule.read(scale));
    }

    static Questions questions(YamlMap in) {
        Map<String, Question> questions = new LinkedHashMap<>();
        YamlMap map = in.map("questions");
        if (map != null) {
            for (String name : map.keys()) {
                YamlMap entry = map.map(name);
                Question question = entry == null ? null : question(entry);
                if (question != null) {
                    questions.put(name, question);
                }
            }
        }
        return new Questions(questions, others(in));
    }

    private static @Nullable Question question(YamlMap in) {
        String leftOut = in.text("leaveOut");
        String topic = topic(in);
        YamlMap scale = in.map("scale");
        ScaleDraft draft = scale == null ? null : ScaleReader.read(scale);
        in.end();
        if (leftOut != null) {
            if (!leftOut.equals("true") || in.has("topic") || scale != null) {
                in.complain("leaveOut", "must be true, and then stands alone");
            }
            return new Question.LeftOut();
        }
        if (!in.has("topic")) {
            in.complain("topic", "is required, unless leaveOut is true");
        }
        return topic == null ? null : new Question.Rates(topic, draft);
    }

    private static Questions.Others others(YamlMap in) {
        String text = in.text("otherQuestions");
        for (Questions.Others others : Questions.Others.values()) {
            if (text == null || others.wire().equals(text)) {
                return others;
            }
        }
        in.complain("otherQuestions", "must be leave-out or by-name");
        return Questions.Others.LEAVE_OUT;
    }

    private static @Nullable String topic(YamlMap in) {
        String topic = in.text("topic");
        if (topic != null && !Text.isSlug(topic)) {
            in.complain("topic", Text.NOT_A_SLUG);
            return null;
        }
        return topic;
    }
}
