package dev.touchline.feedback.mapping;

import dev.touchline.feedback.core.Limits;
import dev.touchline.feedback.core.ResponseDraft;
import dev.touchline.feedback.core.ResponseDraft.CustomerDraft;
import dev.touchline.feedback.core.ResponseDraft.RatingDraft;
import dev.touchline.feedback.core.mapping.Languages;
import dev.touchline.feedback.core.mapping.Notes;
import dev.touchline.feedback.core.mapping.Outcome;
import dev.touchline.feedback.core.mapping.Questions;
import dev.touchline.feedback.core.mapping.TimeReader;
import dev.touchline.feedback.core.mapping.Values;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an item becomes a response.
 *
 * @param at where it stands in the mapping
 * @param responseId its parts, joined by a colon
 * @param updatedAt orders the versions of a response; else {@code revision}, a whole number, does
 */
record ResponseRule(
        String at,
        List<Expression> responseId,
        @Nullable Expression respondedAt,
        @Nullable Expression updatedAt,
        @Nullable Expression revision,
        @Nullable InteractionRule interaction,
        List<AgentRule> agent,
        @Nullable Expression customer,
        @Nullable Expression comment,
        @Nullable Expression language,
        @Nullable Expression tags,
        List<RatingRule> ratings,
        Questions questions,
        TimeReader times) {
    private static final int COMMENTS = 20;
    /** Milliseconds within eleven days: what a revision number may add to the time of the answer. */
    private static final long REVISIONS = 1_000_000_000;

    Outcome apply(@Nullable Object item, Evaluation evaluation, Instant receivedAt, Notes notes) {
        Instant responded = respondedAt(item, evaluation, receivedAt, notes);
        String customerRef = Values.text(at + "/customer", evaluation.value(customer, item, notes), notes);
        ResponseDraft draft = new ResponseDraft(
                id(item, evaluation, notes),
                responded.toString(),
                updatedAt(item, evaluation, responded, notes),
                interaction == null ? null : interaction.apply(item, evaluation, times, notes),
                AgentRule.first(agent, item, evaluation, notes),
                customerRef == null ? null : new CustomerDraft(customerRef),
                ratings(item, evaluation, notes),
                comment(evaluation.value(comment, item, notes), notes),
                Languages.read(at + "/language", evaluation.value(language, item, notes), notes),
                Values.texts(at + "/tags", evaluation.value(tags, item, notes), Limits.TAGS, Limits.WORD_CHARS, notes));
        return notes.flaws().none()
                ? new Outcome.Mapped(draft, notes.warnings())
                : new Outcome.Unmappable(notes.flaws().list());
    }

    private @Nullable String id(@Nullable Object item, Evaluation evaluation, Notes notes) {
        List<String> parts = new ArrayList<>();
        for (Expression part : responseId) {
            String text = Values.text(part.pointer(), evaluation.value(part, item, notes), notes);
            if (text == null) {
                notes.missing(part.pointer(), "gave nothing, so that the response has no id");
                return null;
            }
            parts.add(responseId.size() == 1 ? text : text.replace("%", "%25").replace(":", "%3A"));
        }
        return String.join(":", parts);
    }

    private Instant respondedAt(@Nullable Object item, Evaluation evaluation, Instant receivedAt, Notes notes) {
        Instant time = times.read(at + "/respondedAt", evaluation.value(respondedAt, item, notes), notes);
        if (time == null && respondedAt != null && notes.flaws().none()) {
            notes.warn(at + "/respondedAt", "gave nothing: the time of receipt is taken");
        }
        return time == null ? receivedAt : time;
    }

    private @Nullable String updatedAt(@Nullable Object item, Evaluation evaluation, Instant responded, Notes notes) {
        Instant time = times.read(at + "/updatedAt", evaluation.value(updatedAt, item, notes), notes);
        if (time != null) {
            return time.toString();
        }
        String text = Values.text(at + "/revision", evaluation.value(revision, item, notes), notes);
        if (text == null) {
            return null;
        }
        Double number = Values.numeral(text.strip());
        if (number == null || number != Math.rint(number) || number < 0 || number > REVISIONS) {
            notes.flaw(at + "/revision", "gave no whole number from 0 to " + REVISIONS);
            return null;
        }
        return responded.plusMillis(number.longValue()).toString();
    }

    private List<RatingDraft> ratings(@Nullable Object item, Evaluation evaluation, Notes notes) {
        List<RatingDraft> all = new ArrayList<>();
        ratings.forEach(rule -> rule.collect(item, evaluation, questions, notes, all));
        return all;
    }

    private @Nullable String comment(@Nullable Object value, Notes notes) {
        String pointer = at + "/comment";
        if (!(value instanceof List<?>)) {
            return Values.text(pointer, value, Limits.COMMENT_CHARS, notes);
        }
        List<String> parts = Values.texts(pointer, value, COMMENTS, Limits.COMMENT_CHARS, notes);
        return Values.text(pointer, String.join("\n", parts), Limits.COMMENT_CHARS, notes);
    }
}
