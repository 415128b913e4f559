package dev.touchline.alerting.core.backtest;

import dev.touchline.alerting.core.ResponseKey;
import java.util.Optional;

/** What people made of what was flagged back then, by whichever filter. */
@FunctionalInterface
public interface Outcomes {
    /** Nothing is known. */
    Outcomes NONE = (agent, topic, response) -> Optional.empty();

    /** What became of the item for which that response spoke; empty while it is open, or when there was none. */
    Optional<Outcome> of(String agent, String topic, ResponseKey response);

    /** How an item ended. */
    enum Outcome {
        /** It was talked about with the agent, or said to be theirs. */
        CONFIRMED,
        /** It was not theirs. */
        REFUTED
    }
}
