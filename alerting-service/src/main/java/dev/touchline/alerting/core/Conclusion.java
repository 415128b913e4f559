package dev.touchline.alerting.core;

import java.util.Optional;
import java.util.Set;

/** What the end of a coaching item says about the filters that caused it, and about the ratings it stood on. */
public enum Conclusion {
    /** It was about the agent: a talk was held, or the supervisor said so without one. */
    AGENT,
    /** It was not: the ratings leave the agent's history. */
    NOT_AGENT,
    /** It does not tell, or no longer: nobody came, it was put off, answered elsewhere, corrected or is open again. */
    NONE,
    /** A word beside it, such as the agent's: what was concluded stays until the item itself moves on. */
    UNCHANGED;

    /** What moves an item on without telling. */
    private static final Set<String> TELL_NOTHING =
            Set.of("opened", "claimed", "released", "lapsed", "deferred", "expired", "corrected", "reopened");

    private static final Set<String> NOT_THEIRS = Set.of("policy", "product", "tool", "wrong-agent", "abusive");

    /**
     * @param type what happened to the item, such as {@code dismissed}; one that nobody here knows changes nothing
     * @param cause why it was dismissed; one that nobody here knows tells nothing
     */
    public static Conclusion of(String type, Optional<String> cause) {
        return switch (type) {
            case "completed" -> AGENT;
            case "dismissed" -> cause.map(Conclusion::ofCause).orElse(NONE);
            default -> TELL_NOTHING.contains(type) ? NONE : UNCHANGED;
        };
    }

    private static Conclusion ofCause(String cause) {
        if (cause.equals("agent")) {
            return AGENT;
        }
        return NOT_THEIRS.contains(cause) ? NOT_AGENT : NONE;
    }
}
