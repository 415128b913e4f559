package dev.touchline.feedback.core.metric;

import java.time.LocalDate;

/**
 * Surveys that the customers of an agent were offered, as far as that was reported.
 *
 * @param team for which the agent worked then
 * @param surveys how many
 * @param first the first day that was reported about (UTC)
 * @param last the last one
 */
public record Offered(String agent, String team, long surveys, LocalDate first, LocalDate last) {}
