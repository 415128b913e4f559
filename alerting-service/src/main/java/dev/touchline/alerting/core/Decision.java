package dev.touchline.alerting.core;

import java.util.List;

/** The new history, what to tell coaching, and what became of the rating. */
public record Decision(AgentTopicHistory history, List<NeedChange> changes, Verdict verdict) {}
