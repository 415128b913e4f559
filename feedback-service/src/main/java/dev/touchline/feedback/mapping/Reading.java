package dev.touchline.feedback.mapping;

import dev.touchline.feedback.core.Limits;
import dev.touchline.feedback.core.mapping.Notes;
import dev.touchline.feedback.core.mapping.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which items a body holds and which of them count.
 *
 * @param at where it stands in the mapping
 * @param items gives one or several; null: the body itself, or its elements when it is an array
 * @param ignored tried in their order before {@code match}
 * @param match what an item must be for the mapping to be about it; null: everything is
 * @param response null when the items hold no answers
 */
record Reading(
        String at,
        @Nullable Expression items,
        List<Ignore> ignored,
        @Nullable Expression match,
        @Nullable ResponseRule response) {

    /** What need not be kept, and why. */
    record Ignore(Expression when, String reason) {}

    /** What an item that counts becomes. */
    @FunctionalInterface
    interface Taken {
        Outcome of(@Nullable Object item, Evaluation evaluation, Notes notes);
    }

    List<Outcome> outcomes(ParsedBody body, Evaluation evaluation, Taken taken) {
        if (!body.notes().flaws().none()) {
            return List.of(new Outcome.Unmappable(body.notes().flaws().list()));
        }
        Notes notes = new Notes();
        Object given = items == null ? body.root() : evaluation.value(items, body.root(), notes);
        if (!notes.flaws().none()) {
            return List.of(new Outcome.Unmappable(notes.flaws().list()));
        }
        if (given == null) {
            return List.of(Outcome.Unmappable.because(at + "/items", "gave nothing"));
        }
        List<?> found = given instanceof List<?> list ? list : List.of(given);
        if (found.isEmpty()) {
            return List.of(new Outcome.Ignored("The payload holds no items"));
        }
        if (found.size() > Limits.RESPONSES) {
            return List.of(Outcome.Unmappable.because(at + "/items", "gave more than " + Limits.RESPONSES + " items"));
        }
        List<Outcome> outcomes = new ArrayList<>(found.size());
        for (Object item : found) {
            outcomes.add(outcome(item, body, evaluation, taken));
        }
        return outcomes;
    }

    private Outcome outcome(@Nullable Object item, ParsedBody body, Evaluation evaluation, Taken taken) {
        Notes notes = new Notes();
        notes.warn(body.notes().warnings());
        for (Ignore rule : ignored) {
            if (evaluation.holds(rule.when(), item, notes)) {
                return new Outcome.Ignored(rule.reason());
            }
        }
        if (match != null
                && !evaluation.holds(match, item, notes)
                && notes.flaws().none()) {
            notes.flaw(match.pointer(), "does not hold: the payload is not what this mapping is about");
        }
        if (evaluation.spent() && notes.flaws().none()) {
            notes.flaw("", "not reached: the items before took too long");
        }
        if (!notes.flaws().none()) {
            return new Outcome.Unmappable(notes.flaws().list());
        }
        return taken.of(item, evaluation, notes);
    }
}
