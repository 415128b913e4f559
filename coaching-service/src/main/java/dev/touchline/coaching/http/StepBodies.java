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

    /** The session that took place. */
    @Schema(name = "Complete", description = "A micro-coaching session in four fields.")
    record Complete(
            @Schema(required = true, minLength = 1, maxLength = Session.MAX_LENGTH, description = "What I saw")
            @Nullable
            String saw,

            @Schema(
                    required = true,
                    minLength = 1,
                    maxLength = Session.MAX_LENGTH,
                    description = "What ideal looks like")
            @Nullable
            String ideal,

            @Schema(required = true, minLength = 1, maxLength = Session.MAX_LENGTH, description = "What we practised")
            @Nullable
            String practised,

            @Schema(required = true, minLength = 1, maxLength = Session.MAX_LENGTH, description = "What next") @Nullable
            String next) {}

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

    /** 400 with every field that is wrong. */
    static Session session(@Nullable Complete body) {
        Complete given = body == null ? new Complete(null, null, null, null) : body;
        List<Problem.Cause> causes =
                Session.faults(given.saw(), given.ideal(), given.practised(), given.next()).stream()
                        .map(fault -> new Problem.Cause("/" + fault.field(), fault.detail()))
                        .toList();
        refuse("Not a session", causes);
        return new Session(given(given.saw()), given(given.ideal()), given(given.practised()), given(given.next()));
    }

    static Command dismiss(Command.Actor actor, @Nullable Dismiss body) {
        List<Problem.Cause> causes = new ArrayList<>();
        Optional<DismissCause> cause =
                Optional.ofNullable(body).map(Dismiss::cause).flatMap(DismissCause::ofPerson);
        if (cause.isEmpty()) {
            causes.add(new Problem.Cause("/cause", "is one of " + String.join(", ", DismissCause.wordsForPeople())));
        }
        String note = note(body == null ? null : body.note(), causes);
        refuse("Not a dismissal", causes);
        return new Command.Dismiss(actor, cause.orElseThrow(), note);
    }

    static Command defer(Command.Actor actor, @Nullable Defer body) {
        List<Problem.Cause> causes = new ArrayList<>();
        String note = note(body == null ? null : body.note(), causes);
        refuse("Not a deferral", causes);
        return new Command.Defer(actor, note);
    }

    private static @Nullable String note(@Nullable String note, List<Problem.Cause> causes) {
        if (note == null || note.isBlank()) {
            return null;
        }
        if (note.codePointCount(0, note.length()) > Session.MAX_LENGTH) {
            causes.add(new Problem.Cause("/note", "has more than " + Session.MAX_LENGTH + " characters"));
        }
        if (note.indexOf('\0') >= 0) {
            causes.add(new Problem.Cause("/note", "contains the character U+0000"));
        }
        return note;
    }

    private static String given(@Nullable String text) {
        return Objects.requireNonNull(text);
    }

    private static void refuse(String title, List<Problem.Cause> causes) {
        if (!causes.isEmpty()) {
            throw new Problem(400, title, causes);
        }
    }
}
