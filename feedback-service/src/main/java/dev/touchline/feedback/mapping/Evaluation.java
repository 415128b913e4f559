package dev.touchline.feedback.mapping;

import com.dashjoin.jsonata.Jsonata;
import dev.touchline.feedback.core.mapping.Notes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The evaluation of expressions on one body: what they can see besides their item, and what they may cost. Not
 * thread-safe.
 */
final class Evaluation {
    private final Jsonata.Frame frame = new Jsonata.Frame(null);
    private final Budget budget;

    Evaluation(@Nullable Object body, Map<String, String> headers, Budget budget) {
        this.budget = budget;
        frame.setEvaluateEntryCallback((expression, input, environment) -> budget.enter());
        frame.setEvaluateExitCallback((expression, input, environment, result) -> budget.leave(result));
        frame.bind(Names.BODY, body);
        frame.bind(Names.HEADERS, headers);
    }

    /** What the expression gives on that item; null for nothing, and with a flaw when it fails. */
    @Nullable
    Object value(@Nullable Expression expression, @Nullable Object item, Notes notes) {
        if (expression == null || budget.spent()) {
            return null;
        }
        return expression.value(item, frame, budget, notes);
    }

    /** Whether the expression gives what JSONata takes for true; false when it fails. */
    boolean holds(Expression expression, @Nullable Object item, Notes notes) {
        Object value = value(expression, item, notes);
        return value != null && Jsonata.boolize(value);
    }

    boolean spent() {
        return budget.spent();
    }
}
