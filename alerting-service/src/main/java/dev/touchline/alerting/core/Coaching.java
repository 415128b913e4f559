package dev.touchline.alerting.core;

import java.time.Instant;

/** An agent was coached on a topic at that time. */
public record Coaching(String agent, String topic, Instant at) {}
