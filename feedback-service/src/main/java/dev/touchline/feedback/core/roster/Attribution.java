package dev.touchline.feedback.core.roster;

/** Whose a response is. */
public sealed interface Attribution {
    /**
     * An agent's.
     *
     * @param team the agent's team at the time of the interaction
     */
    record Attributed(Agent agent, String team) implements Attribution {}

    /** Of nobody whom the roster knows at that time. */
    record UnknownAgent() implements Attribution {}
}
