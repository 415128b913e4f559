package dev.touchline.feedback.core;

import java.util.Locale;

/** How a sender names the agent. */
public sealed interface AgentRef {
    /** By our own id. */
    record ById(String id) implements AgentRef {}

    /**
     * By an id of another system.
     *
     * @param kind which system, a slug such as {@code email}
     * @param value the id there, as given
     */
    record ByAlias(String kind, String value) implements AgentRef {
        /** What two references to the same alias share. Only e-mail addresses ignore case; other ids are opaque. */
        public ByAlias normalised() {
            return kind.equals("email") ? new ByAlias(kind, value.toLowerCase(Locale.ROOT)) : this;
        }
    }
}
