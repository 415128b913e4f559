package dev.touchline.feedback.mapping;

import dev.touchline.feedback.core.mapping.Questions;
import dev.touchline.feedback.core.mapping.TimeReader;
import java.util.ArrayList;
import java.util.List;

/** Reads which expressions give what of a response. */
final class FieldsReader {
    private FieldsReader() {}

    static ResponseRule read(YamlMap in, TimeReader times, List<RatingRule> ratings, Questions questions) {
        if (in.has("updatedAt") && in.has("revision")) {
            in.complain("revision", "there can't be both updatedAt and revision");
        }
        ResponseRule rule = new ResponseRule(
                in.pointer(),
                responseId(in),
                Expressions.optional(in, "respondedAt"),
                Expressions.optional(in, "updatedAt"),
                Expressions.optional(in, "revision"),
                InteractionRule.read(in.map("interaction")),
                AgentRule.read(in),
                Expressions.optional(in, "customer"),
                Expressions.optional(in, "comment"),
                Expressions.optional(in, "language"),
                Expressions.optional(in, "tags"),
                ratings,
                questions,
                times);
        in.end();
        return rule;
    }

    private static List<Expression> responseId(YamlMap in) {
        List<String> sources = in.texts("responseId");
        if (sources.isEmpty()) {
            in.complain("responseId", "is required");
        }
        List<Expression> parts = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            String pointer = in.pointer("responseId") + (in.isList("responseId") ? "/" + i : "");
            Expression part = Expression.compile(pointer, sources.get(i), in.causes());
            if (part != null) {
                parts.add(part);
            }
        }
        return parts;
    }
}
