package dev.touchline.feedback.json;

import dev.touchline.feedback.core.Checked;
import dev.touchline.feedback.core.Flaw;
import java.util.List;

/** What was in the body of a request. */
public sealed interface Body {
    /** One response by itself. */
    record Single(Checked checked) implements Body {}

    /** Several, each with its own fate, in their order. */
    record Several(List<Checked> checked) implements Body {}

    /** Nothing that could be told apart into responses. */
    record Unreadable(Flaw flaw) implements Body {}

    /** More responses than one request may carry. */
    record TooMany() implements Body {}
}
