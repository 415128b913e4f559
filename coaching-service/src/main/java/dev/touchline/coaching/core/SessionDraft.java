package dev.touchline.coaching.core;

import dev.touchline.coaching.core.Session.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What somebody wrote of a session, in whatever fields, before it is known whether it is one. */
public record SessionDraft(
        @Nullable String saw,
        @Nullable String ideal,
        @Nullable String practised,
        @Nullable String next,
        @Nullable String words,
        @Nullable String agreed) {

    /** What is wrong with a field. */
    public record Fault(String field, String detail) {}

    /** Everything that keeps this from being a session of that form: also a field that belongs to another. */
    public List<Fault> faults(Form form) {
        List<Fault> faults = new ArrayList<>();
        check(form, "saw", saw, faults);
        check(form, "ideal", ideal, faults);
        check(form, "practised", practised, faults);
        check(form, "next", next, faults);
        check(form, "words", words, faults);
        check(form, "agreed", agreed, faults);
        return faults;
    }

    /**
     * The session in these words, which must be without {@link #faults}.
     *
     * @param technique of a talk
     */
    public Session.Said said(Form form, @Nullable Technique technique) {
        return switch (form) {
            case TALK -> new Session.Talk(given(saw), given(ideal), given(practised), given(next), technique);
            case PRAISE -> new Session.Praise(given(words));
            case TRAINING -> new Session.Training(given(agreed), given(next));
        };
    }

    private static void check(Form form, String field, @Nullable String text, List<Fault> faults) {
        String detail = form.fields().contains(field) ? refusal(text) : text == null ? null : notOf(form);
        if (detail != null) {
            faults.add(new Fault(field, detail));
        }
    }

    private static @Nullable String refusal(@Nullable String text) {
        return text == null || text.isBlank() ? "is required" : Session.refusal(text, Session.MAX_LENGTH);
    }

    /** Said of a field that this form does not have. */
    public static String notOf(Form form) {
        String whole =
                switch (form) {
                    case TALK -> "a session";
                    case PRAISE -> "praise";
                    case TRAINING -> "a training";
                };
        return "is no part of %s, which takes %s".formatted(whole, String.join(", ", form.fields()));
    }

    private static String given(@Nullable String text) {
        return Objects.requireNonNull(text);
    }
}
