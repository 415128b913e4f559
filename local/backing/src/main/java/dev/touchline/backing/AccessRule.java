package dev.touchline.backing;

import java.util.Set;

/** Who may call an operation. */
sealed interface AccessRule {
    /** Everybody, without a token. */
    record Open() implements AccessRule {}

    /** Platforms with the key of their source; no person. */
    record Sources() implements AccessRule {}

    /**
     * People of these kinds.
     *
     * @param scope whether team and agent in the path narrow it further
     */
    record People(Set<Persona> allowed, Scope scope) implements AccessRule {
        public People {
            allowed = Set.copyOf(allowed);
            if (allowed.isEmpty()) {
                throw new IllegalArgumentException("An operation that nobody may call");
            }
        }
    }

    /** How far an allowed person's right reaches. */
    enum Scope {
        /** Their own team, or themselves, as {@code {team}} and {@code {agent}} in the path say. */
        OWN,
        /** Whatever the path says. */
        EVERYBODYS
    }
}
