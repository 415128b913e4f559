package dev.touchline.coaching.core;

/** Where at most one live item may stand: one agent, one topic, one kind. */
public record CaseKey(String agentId, String topic, Kind kind) {}
