package dev.touchline.feedback.core.roster;

/**
 * An agent works in a team.
 *
 * @param team the team's id
 * @param during when
 */
public record Assignment(String team, Validity during) {}
