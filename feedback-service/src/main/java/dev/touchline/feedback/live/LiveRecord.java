package dev.touchline.feedback.live;

/** Something that has just come in and that readers are told of. */
public sealed interface LiveRecord permits LiveResponse, LiveRetraction {
    /** Whom it is about. */
    String agentId();

    /** The agent's team at the time of the interaction. */
    String team();

    /** The position with this one read. */
    Position addTo(Position position);

    /** Whether it comes after what was read up to there. */
    boolean isAfter(Position position);
}
