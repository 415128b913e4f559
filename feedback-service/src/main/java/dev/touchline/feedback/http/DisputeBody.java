package dev.touchline.feedback.http;

import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.core.Limits;
import dev.touchline.feedback.core.Text;
import dev.touchline.feedback.core.erasure.ResponseName;
import dev.touchline.feedback.http.DisputeJson.ResponseRefJson;
import dev.touchline.feedback.store.Disputes.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a person decides about a dispute. */
@Schema(name = "DisputeDecision")
public record DisputeBody(
        @Schema(
                required = true,
                enumeration = {"keep", "reattribute"})
        @Nullable
        String decision,

        @Schema(description = "Whose the responses are; with reattribute") @Nullable
        String agent,

        @Schema(description = "Which are that agent's; needed where the item stood on several") @Nullable
        List<@Nullable ResponseRefJson> responses,

        @Schema(required = true, maxLength = NOTE_CHARS, description = "Why; the agent reads it") @Nullable
        String note) {
    private static final int NOTE_CHARS = 500;

    /** 422 with everything that is wrong. */
    Verdict checked() {
        List<Flaw> flaws = new ArrayList<>();
        text("/note", note, NOTE_CHARS, flaws);
        boolean moves = "reattribute".equals(decision);
        if (!moves && !"keep".equals(decision)) {
            flaws.add(new Flaw("/decision", "is keep or reattribute"));
        }
        if (moves) {
            text("/agent", agent, Limits.ID_CHARS, flaws);
        } else if (agent != null || responses != null) {
            flaws.add(new Flaw("", "agent and responses belong to reattribute"));
        }
        List<ResponseName> named = moves ? named(flaws) : List.of();
        if (!flaws.isEmpty()) {
            throw Problems.of(422, "Not a decision", flaws);
        }
        String why = Objects.requireNonNull(note);
        return moves ? new Verdict.Reattribute(Objects.requireNonNull(agent), named, why) : new Verdict.Keep(why);
    }

    private List<ResponseName> named(List<Flaw> flaws) {
        List<ResponseName> named = new ArrayList<>();
        for (ResponseRefJson each : responses == null ? List.<@Nullable ResponseRefJson>of() : responses) {
            if (each == null || each.source() == null || each.responseId() == null) {
                flaws.add(new Flaw("/responses", "names source and responseId of each"));
                return List.of();
            }
            named.add(new ResponseName(each.source(), each.responseId()));
        }
        return named.stream().distinct().toList();
    }

    private static void text(String pointer, @Nullable String text, int most, List<Flaw> flaws) {
        String wrong = text == null ? "is required" : Text.flawOfName(text, most);
        if (wrong != null) {
            flaws.add(new Flaw(pointer, wrong));
        }
    }
}
