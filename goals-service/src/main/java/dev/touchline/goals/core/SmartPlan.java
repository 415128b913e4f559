package dev.touchline.goals.core;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * How a goal will be known to be met: specific, measurable, achievable, relevant, time-bound. Comes out of
 * {@link SmartRules} only, so that whoever holds one need not check it again.
 *
 * @param timeBound the day by which it is met, in the agent's time zone
 */
public record SmartPlan(
        String specific, Measurable measurable, String achievable, String relevant, LocalDate timeBound) {

    /**
     * The figure that moves.
     *
     * @param metric its name, for example {@code product-knowledge score}
     * @param unit what it is counted in; empty for a bare number
     */
    public record Measurable(String metric, BigDecimal from, BigDecimal to, Optional<String> unit) {}
}
