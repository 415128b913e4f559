package dev.touchline.coaching.core;

/** Whom an item is about, as the last need named them: a person, or for operations a whole team. */
public record Agent(String id, String name) {
    private static final String TEAM = "team/";

    /** Stands for the agent where it is about none. */
    public static Agent ofTeam(String team) {
        return new Agent(TEAM + team, team);
    }

    /** Whether it is a person. */
    public boolean isPerson(Kind kind) {
        return kind != Kind.OPERATIONS || !id.startsWith(TEAM);
    }
}
