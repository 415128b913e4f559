package dev.touchline.feedback.core.fetch;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The header that a platform wants our token in. */
public record TokenHeader(String name, String value) {
    /** As OAuth has it (RFC 6750). */
    public static final String USUAL = "Authorization: Bearer {token}";

    /** What the message says when {@link #of} gives nothing. */
    public static final String NOT_ONE =
            "must be a header such as \"X-API-TOKEN: {token}\", of at most 200 visible ASCII characters";

    private static final String TOKEN = "{token}";
    private static final int CHARS = 200;
    /** Those that say how a request travels are the HTTP client's own. */
    private static final Set<String> RESERVED =
            Set.of("connection", "content-length", "expect", "host", "upgrade", "transfer-encoding", "accept");

    /**
     * @param template name, colon and value with {@code {token}} in it
     * @return empty when it is no such template, or the token can't stand in a header
     */
    public static Optional<TokenHeader> of(String template, String token) {
        int colon = template.indexOf(':');
        if (colon < 1 || template.length() > CHARS || !template.contains(TOKEN) || !isVisible(template)) {
            return Optional.empty();
        }
        String name = template.substring(0, colon);
        boolean allowed =
                name.chars().allMatch(TokenHeader::isOfName) && !RESERVED.contains(name.toLowerCase(Locale.ROOT));
        String value = template.substring(colon + 1).strip().replace(TOKEN, token);
        return allowed && isVisible(token) ? Optional.of(new TokenHeader(name, value)) : Optional.empty();
    }

    /** Whether it has only characters that a header may have: no line ends, nothing beyond ASCII. */
    public static boolean isVisible(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    /** Says nothing of the token. */
    @Override
    public String toString() {
        return "TokenHeader[" + name + "]";
    }

    private static boolean isOfName(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }
}
