package dev.touchline.feedback.core.roster;

import dev.touchline.feedback.core.AgentRef;

/**
 * How another system names an agent.
 *
 * @param kind which system, a slug such as {@code email}
 * @param value the agent's id there
 * @param during when the name is this agent's: an extension or a mailbox may pass to somebody else
 */
public record Alias(String kind, String value, Validity during) {
    /** What a response names it by, in the form in which two spellings of one name are equal. */
    public AgentRef.ByAlias key() {
        return new AgentRef.ByAlias(kind, value).normalised();
    }
}
