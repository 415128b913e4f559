package dev.touchline.local.identity;

import java.util.regex.Pattern;

/**
 * Somebody to act as on one machine: {@code admin}, {@code qa}, {@code supervisor:<team>} or {@code agent:<agentId>}.
 *
 * @param subject the persona as written; the token's subject
 * @param role the one entry of the token's {@code groups}
 */
public record Persona(String subject, String role) {
    /** The forms that are understood, for messages. */
    public static final String FORMS = "admin, qa, supervisor:<team>, agent:<agentId>";

    private static final Pattern NAMED = Pattern.compile("(supervisor|agent):([A-Za-z0-9][A-Za-z0-9._@-]{0,63})");

    /** Reads a persona; throws {@link IllegalArgumentException} that names the forms. */
    public static Persona of(String written) {
        if (written.equals("admin") || written.equals("qa")) {
            return new Persona(written, written);
        }
        var named = NAMED.matcher(written);
        if (named.matches()) {
            return new Persona(written, named.group(1));
        }
        throw new IllegalArgumentException("Not a persona: '" + written + "'. Personas are " + FORMS + ".");
    }
}
