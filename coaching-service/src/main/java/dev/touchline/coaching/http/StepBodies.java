package dev.touchline.coaching.http;

import dev.touchline.coaching.core.Command;
import dev.touchline.coaching.core.DismissCause;
import dev.touchline.coaching.core.Session;
import dev.touchline.kit.http.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The bodies of steps, checked field by field. */
final class StepBodies {
    private StepBodies() {}

    /** Why there is nothing to coach. */
    @Schema(name = "Dismiss")
    record Dismiss(
            @Schema(
                    required = true,
                    enumeration = {"agent", "policy", "product", "tool", "wrong-agent", "abusive", "duplicate"})
            @Nullable
            String cause,

            @Schema(maxLength = Session.MAX_LENGTH) @Nullable
            String note) {}

    /** A remark for the one-on-one. */
    @Schema(name = "Defer")
    record Defer(
            @Schema(maxLength = Session.MAX_LENGTH) @Nullable
            String note) {}

    /** What the session was worth to the agent. */
    @Schema(name = "Acknowledge")
    record Acknowledge(
            @Schema(required = true, minimum = "1", maximum = "5", description = "5: most useful") @Nullable
            Integer usefulness,

            @Schema(maxLength = Session.MAX_LENGTH) @Nullable
            String comment) {}

    /** Why the item is wrong. */
    @Schema(name = "Dispute")
    record Dispute(
            @Schema(
                    required = true,
                    minLength = 1,
                    maxLength = Session.MAX_LENGTH,
                    examples = "That customer spoke with somebody else")
            @Nullable
            String reason) {}

    static Command.Acknowledge acknowledge(String subject, @Nullable Acknowledge body) {
        List<Problem.Cause> causes = new ArrayList<>();
        Integer usefulness = body == null ? null : body.usefulness();
        if (usefulness == null || usefulness < 1 || usefulness > 5) {
            causes.add(new Problem.Cause("/usefulness", "is 1 to 5"));
        }
        String comment = note("/comment", body == null ? null : body.comment(), causes);
        refuse("Not an acknowledgement", causes);
        return new Command.Acknowledge(subject, Objects.requireNonNull(usefulness), comment);
    }

    static Command.Dispute dispute(String subject, @Nullable Dispute body) {
        List<Problem.Cause> causes = new ArrayList<>();
        String reason = note("/reason", body == null ? null : body.reason(), causes);
        if (reason == null) {
            causes.add(new Problem.Cause("/reason", "is required"));
        }
        refuse("Not a dispute", causes);
        return new Command.Dispute(subject, given(reason));
    }

    static Command dismiss(Command.Actor actor, @Nullable Dismiss body) {
        List<Problem.Cause> causes = new ArrayList<>();
        Optional<DismissCause> cause =
                Optional.ofNullable(body).map(Dismiss::cause).flatMap(DismissCause::ofPerson);
        if (cause.isEmpty()) {
            causes.add(new Problem.Cause("/cause", "is one of " + String.join(", ", DismissCause.wordsForPeople())));
        }
        String note = note("/note", body == null ? null : body.note(), causes);
        refuse("Not a dismissal", causes);
        return new Command.Dismiss(actor, cause.orElseThrow(), note);
    }

    static Command defer(Command.Actor actor, @Nullable Defer body) {
        List<Problem.Cause> causes = new ArrayList<>();
        String note = note("/note", body == null ? null : body.note(), causes);
        refuse("Not a deferral", causes);
        return new Command.Defer(actor, note);
    }

    /** A text that may be left out, checked. */
    static @Nullable String note(String pointer, @Nullable String note, List<Problem.Cause> causes) {
        return note(pointer, note, Session.MAX_LENGTH, causes);
    }

    /** @param longest in characters */
    static @Nullable String note(String pointer, @Nullable String note, int longest, List<Problem.Cause> causes) {
        if (note == null || note.isBlank()) {
            return null;
        }
        String refusal = Session.refusal(note, longest);
        if (refusal != null) {
            causes.add(new Problem.Cause(pointer, refusal));
        }
        return note;
    }

    private static String given(@Nullable String text) {
        return Objects.requireNonNull(text);
    }

    static void refuse(String title, List<Problem.Cause> causes) {
        if (!causes.isEmpty()) {
            throw new Problem(400, title, causes);
        }
    }
}
