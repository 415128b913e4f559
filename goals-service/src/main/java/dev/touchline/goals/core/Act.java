package dev.touchline.goals.core;

import java.time.Instant;

/**
 * Who did something, and when.
 *
 * @param by the subject of the person's token
 */
public record Act(String by, Instant at) {}
