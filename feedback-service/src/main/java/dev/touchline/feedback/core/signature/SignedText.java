package dev.touchline.feedback.core.signature;

import java.util.ArrayList;
import java.util.List;

/**
 * What a signature is over, as a pattern such as {@code {id}.{ts}.{body}}.
 *
 * @param parts in their order
 */
public record SignedText(List<Part> parts) {
    private static final String FIELD = "field:";

    /** A piece of it. */
    public sealed interface Part {
        /** These characters themselves. */
        record Literal(String text) implements Part {}

        /** The raw bytes of the body. */
        record Body() implements Part {}

        /** The time of the request, as it was sent. */
        record Timestamp() implements Part {}

        /** The id of the request, as it was sent. */
        record Id() implements Part {}

        /** A field of a form-urlencoded body, decoded. */
        record Field(String name) implements Part {}
    }

    public SignedText {
        parts = List.copyOf(parts);
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException when it can't be one; the message says why
     */
    public static SignedText parse(String pattern) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < pattern.length()) {
            int open = pattern.indexOf('{', at);
            String literal = pattern.substring(at, open < 0 ? pattern.length() : open);
            if (!literal.isEmpty()) {
                parts.add(new Part.Literal(literal));
            }
            if (open < 0) {
                break;
            }
            int close = pattern.indexOf('}', open);
            if (close < 0) {
                throw new IllegalArgumentException("has a { without its }");
            }
            parts.add(part(pattern.substring(open + 1, close)));
            at = close + 1;
        }
        if (parts.stream().noneMatch(part -> part instanceof Part.Body || part instanceof Part.Field)) {
            throw new IllegalArgumentException("must contain {body} or {field:NAME}: else anybody's words would pass");
        }
        return new SignedText(parts);
    }

    public boolean needsTimestamp() {
        return parts.contains(new Part.Timestamp());
    }

    public boolean needsId() {
        return parts.contains(new Part.Id());
    }

    private static Part part(String name) {
        if (name.startsWith(FIELD) && name.length() > FIELD.length()) {
            return new Part.Field(name.substring(FIELD.length()));
        }
        return switch (name) {
            case "body" -> new Part.Body();
            case "ts" -> new Part.Timestamp();
            case "id" -> new Part.Id();
            default -> throw new IllegalArgumentException("knows {body}, {ts}, {id} and {field:NAME} only");
        };
    }
}
