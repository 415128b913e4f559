package dev.touchline.alerting.core.backtest;

import dev.touchline.alerting.core.Coaching;
import dev.touchline.alerting.core.ResponseKey;
import java.util.List;
import java.util.Optional;

/** What people made of what was flagged back then, by whichever filter. */
@FunctionalInterface
public interface Outcomes {
    /** Nothing is known. */
    Outcomes NONE = (agent, topic, response) -> Optional.empty();

    /** What became of the item for which that response spoke; empty while it is open, or when there was none. */
    Optional<Outcome> of(String agent, String topic, ResponseKey response);

    /** When that agent was coached, oldest first. */
    default List<Coaching> coachings(String agent) {
        return List.of();
    }

    /** How an item ended. */
    enum Outcome {
        /** It was talked about with the agent, or said to be theirs. */
        CONFIRMED,
        /** It was not theirs. */
        REFUTED
    }
}
