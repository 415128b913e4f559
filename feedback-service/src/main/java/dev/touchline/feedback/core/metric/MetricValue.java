package dev.touchline.feedback.core.metric;

import java.time.Instant;

/**
 * What a platform measured of an agent over a time.
 *
 * @param agent the agent's id; the roster need not know it yet
 * @param metric a slug; its unit is the poster's
 * @param from the first moment
 * @param to the first moment after it
 */
public record MetricValue(String agent, String metric, Instant from, Instant to, double value) {
    /** How many surveys an agent's customers were offered; with the answers it gives the {@link ResponseRate}. */
    public static final String SURVEYS_OFFERED = "surveys-offered";
}
