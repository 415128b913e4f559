package dev.touchline.feedback.read;

import dev.touchline.feedback.core.Score;

/** What of a rating goes into the figures. */
public record Rated(String topic, Score score) {}
