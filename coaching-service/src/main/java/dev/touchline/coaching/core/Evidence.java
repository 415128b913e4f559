package dev.touchline.coaching.core;

import java.time.Instant;

/**
 * A response that speaks for a need.
 *
 * @param score the rating of the need's topic on 0 to 100, 100 best
 * @param respondedAt when the customer answered
 */
public record Evidence(ResponseRef ref, double score, Instant respondedAt) {}
