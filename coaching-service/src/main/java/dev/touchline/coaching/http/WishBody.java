package dev.touchline.coaching.http;

import dev.touchline.coaching.core.ResponseRef;
import dev.touchline.kit.http.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an agent asks to be coached on. */
@Schema(name = "CoachingRequest")
record WishBody(
        @Schema(required = true, description = "Of the answer", examples = "demo") @Nullable
        String source,

        @Schema(required = true, maxLength = LONGEST_ID, examples = "r-123") @Nullable
        String responseId,

        @Schema(required = true, description = "One that the answer rates", examples = "product-knowledge") @Nullable
        String topic,

        @Schema(maxLength = LONGEST_NOTE, description = "What you want to learn; the supervisor reads it") @Nullable
        String note) {
    private static final int LONGEST_ID = 256;
    private static final int LONGEST_NOTE = 500;
    private static final Pattern SLUG = Pattern.compile("[a-z0-9-]{1,64}");

    /** One without faults. */
    record Checked(
            ResponseRef answer, String topic, @Nullable String note) {}

    /** 400 with every field that is wrong. */
    static Checked checked(@Nullable WishBody body) {
        WishBody given = body == null ? new WishBody(null, null, null, null) : body;
        List<Problem.Cause> causes = new ArrayList<>();
        String source = slug("/source", given.source, causes);
        if (given.responseId == null || given.responseId.isBlank() || given.responseId.length() > LONGEST_ID) {
            causes.add(new Problem.Cause("/responseId", "is 1 to " + LONGEST_ID + " characters"));
        } else if (given.responseId.indexOf('\0') >= 0) {
            causes.add(new Problem.Cause("/responseId", "contains the character U+0000"));
        }
        String topic = slug("/topic", given.topic, causes);
        String note = StepBodies.note("/note", given.note, LONGEST_NOTE, causes);
        if (!causes.isEmpty()) {
            throw new Problem(400, "Not a request", causes);
        }
        return new Checked(new ResponseRef(source, Objects.requireNonNull(given.responseId)), topic, note);
    }

    private static String slug(String pointer, @Nullable String text, List<Problem.Cause> causes) {
        if (text != null && SLUG.matcher(text).matches()) {
            return text;
        }
        causes.add(new Problem.Cause(pointer, "is 1 to 64 of a-z, 0-9 and -"));
        return "";
    }
}
