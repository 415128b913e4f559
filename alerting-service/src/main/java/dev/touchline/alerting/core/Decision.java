package dev.touchline.alerting.core;

import java.util.List;
import java.util.Optional;

/**
 * The new history, what to tell coaching, and what became of the rating.
 *
 * @param appended where all that happened to the history is that this was added to it, see {@link AlertEngine#append}
 */
public record Decision(
        AgentTopicHistory history, List<NeedChange> changes, Verdict verdict, Optional<Appended> appended) {
    Decision(AgentTopicHistory history, List<NeedChange> changes, Verdict verdict) {
        this(history, changes, verdict, Optional.empty());
    }
}
