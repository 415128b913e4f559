package dev.touchline.feedback.json;

import dev.touchline.feedback.core.Checked;
import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.core.SurveyResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Bodies as platforms post them, and the reading of them. */
final class Posts {
    static final Instant RECEIVED = Instant.parse("2026-11-21T10:00:02.118Z");

    static final String USUAL = """
            {"responseId":"r-123","respondedAt":"2026-11-21T10:00:00Z","updatedAt":"2026-11-21T10:00:00Z",
             "interaction":{"id":"c-9","channel":"voice","endedAt":"2026-11-21T09:58:00Z","url":"https://platform.example/c/9"},
             "agent":{"id":"a-17"},"customer":{"ref":"cust-5"},
             "ratings":[{"topic":"product-knowledge","value":2,"scale":{"min":1,"max":5}},
                        {"topic":"overall","value":9,"scale":{"min":0,"max":10}}],
             "comment":"He did not know the plan","language":"en","tags":["billing"]}
            """;

    private Posts() {}

    /** The usual one with one piece of its text replaced. */
    static String with(String piece, String by) {
        if (!USUAL.contains(piece)) {
            throw new IllegalArgumentException("The usual post has no " + piece);
        }
        return USUAL.replace(piece, by);
    }

    static Body read(String json) {
        return BodyReader.json(json.getBytes(StandardCharsets.UTF_8), RECEIVED);
    }

    static SurveyResponse valid(String json) {
        return read(json) instanceof Body.Single(Checked.Valid(SurveyResponse response)) ? response : fail(json);
    }

    /** What is wrong, as {@code pointer detail}. */
    static List<String> flaws(String json) {
        return switch (read(json)) {
            case Body.Single(Checked.Refused(List<Flaw> flaws)) ->
                flaws.stream().map(flaw -> flaw.pointer() + " " + flaw.detail()).toList();
            case Body.Unreadable(Flaw flaw) -> List.of("! " + flaw.detail());
            case Body other -> throw new AssertionError("Expected flaws, was " + other);
        };
    }

    private static SurveyResponse fail(String json) {
        throw new AssertionError("Expected a valid response, was " + flaws(json));
    }
}
