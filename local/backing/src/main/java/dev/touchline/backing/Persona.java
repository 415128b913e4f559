package dev.touchline.backing;

/** The kinds of people with a token, each played by one of them. */
public enum Persona {
    /** May do everything. */
    ADMIN("admin"),
    /** A QA analyst. */
    QA("qa"),
    /** The supervisor of team {@code billing}. */
    SUPERVISOR("supervisor:billing"),
    /** The agent {@code a-17}. */
    AGENT("agent:a-17");

    private final String subject;

    Persona(String subject) {
        this.subject = subject;
    }

    /** The token's subject. */
    public String subject() {
        return subject;
    }
}
