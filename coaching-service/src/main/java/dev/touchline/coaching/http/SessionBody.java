package dev.touchline.coaching.http;

import dev.touchline.coaching.core.Intervention;
import dev.touchline.coaching.core.Kind;
import dev.touchline.coaching.core.ResponseRef;
import dev.touchline.coaching.core.Session;
import dev.touchline.coaching.core.SessionDraft;
import dev.touchline.coaching.core.Technique;
import dev.touchline.coaching.store.Grounds;
import dev.touchline.kit.http.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The session that took place. Which fields it has is the item's to say, so all of them are optional here. */
@Schema(
        name = "Complete",
        description = "A micro-coaching session: saw, ideal, practised and next. An item of kind praise takes words"
                + " instead, one whose intervention is training agreed and next; one that became a training while"
                + " it was claimed takes either of the two. All of them are required, and the others refused.")
record SessionBody(
        @Schema(minLength = 1, maxLength = Session.MAX_LENGTH, description = "What I saw") @Nullable
        String saw,

        @Schema(minLength = 1, maxLength = Session.MAX_LENGTH, description = "What ideal looks like") @Nullable
        String ideal,

        @Schema(minLength = 1, maxLength = Session.MAX_LENGTH, description = "What we practised") @Nullable
        String practised,

        @Schema(minLength = 1, maxLength = Session.MAX_LENGTH, description = "What next; of a training too") @Nullable
        String next,

        @Schema(minLength = 1, maxLength = Session.MAX_LENGTH, description = "Of praise: the words given") @Nullable
        String words,

        @Schema(minLength = 1, maxLength = Session.MAX_LENGTH, description = "Of a training: which one") @Nullable
        String agreed,

        @Schema(
                enumeration = {"talk", "listening-together", "demonstration", "role-play", "shadowing"},
                description = "How it was held; effects are compared by it")
        @Nullable
        String technique,

        @Schema(description = "The answer that was talked about, one of the item's evidence; the newest without")
        @Nullable
        AboutBody about) {
    /** Of an item that asks for a talk. */
    static final String TALK = """
            {"saw":"Guessed the tariff","ideal":"Looks it up","practised":"Looked up three","next":"Two calls together"}""";

    /** Of an item of kind praise. */
    static final String PRAISE = """
            {"words":"You stayed calm, and she noticed","about":{"source":"demo","responseId":"r-123"}}""";

    /** Of an item whose intervention is training. */
    static final String TRAINING = """
            {"agreed":"The tariff course on Monday","next":"Two calls together after it"}""";

    private static final SessionBody EMPTY = new SessionBody(null, null, null, null, null, null, null, null);
    private static final String WRONG = "Not a session";
    private static final int LONGEST_ID = 1_000;

    /** An answer. */
    @Schema(name = "About")
    record AboutBody(
            @Schema(required = true, examples = "demo") @Nullable
            String source,

            @Schema(required = true, examples = "r-123") @Nullable
            String responseId) {}

    /** The answer that is named, if one is; 400 when it is named by half. */
    static @Nullable ResponseRef about(@Nullable SessionBody body) {
        AboutBody about = body == null ? null : body.about();
        if (about == null) {
            return null;
        }
        List<Problem.Cause> causes = new ArrayList<>();
        require("/about/source", about.source(), causes);
        require("/about/responseId", about.responseId(), causes);
        StepBodies.refuse(WRONG, causes);
        return new ResponseRef(Objects.requireNonNull(about.source()), Objects.requireNonNull(about.responseId()));
    }

    private static void require(String pointer, @Nullable String id, List<Problem.Cause> causes) {
        String refusal = id == null || id.isBlank() ? "is required" : Session.refusal(id, LONGEST_ID);
        if (refusal != null) {
            causes.add(new Problem.Cause(pointer, refusal));
        }
    }

    /** 400 with every field that is wrong for such an item, 422 when it is about an answer that the item is not. */
    static Session session(@Nullable SessionBody body, Kind kind, Grounds grounds) {
        SessionBody given = body == null ? EMPTY : body;
        Session.Form form = given.form(kind, grounds);
        List<Problem.Cause> causes = new ArrayList<>();
        given.draft().faults(form).forEach(fault -> causes.add(new Problem.Cause("/" + fault.field(), fault.detail())));
        Optional<Technique> technique = given.technique(form, causes);
        StepBodies.refuse(WRONG, causes);
        if (given.about() != null && grounds.about() == null) {
            throw new Problem(422, WRONG, List.of(new Problem.Cause("/about", "is none of the item's evidence")));
        }
        return new Session(given.draft().said(form, technique.orElse(null)), grounds.about());
    }

    /** What the item takes; a talk that was begun before it became a training is a talk still. */
    private Session.Form form(Kind kind, Grounds grounds) {
        return grounds.talkBegun() && agreed == null
                ? Session.Form.of(kind, Intervention.SESSION)
                : Session.Form.of(kind, grounds.intervention());
    }

    private SessionDraft draft() {
        return new SessionDraft(saw, ideal, practised, next, words, agreed);
    }

    private Optional<Technique> technique(Session.Form form, List<Problem.Cause> causes) {
        Optional<Technique> known = Optional.ofNullable(technique).flatMap(Technique::of);
        if (technique != null && form != Session.Form.TALK) {
            causes.add(new Problem.Cause("/technique", SessionDraft.notOf(form)));
        } else if (technique != null && known.isEmpty()) {
            causes.add(new Problem.Cause("/technique", "is one of " + String.join(", ", Technique.words())));
        }
        return known;
    }
}
