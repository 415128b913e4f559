package dev.touchline.feedback.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.touchline.feedback.core.Flaws;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the fields of one JSON object and notes what does not fit: a wrong type, an unknown field, a field given
 * twice. Null counts as absent.
 */
final class ObjectReader {
    /** No object of ours has more fields; one that has is refused for the unknown ones anyway. */
    private static final int REMEMBERED = 16;

    private final JsonParser parser;
    private final String base;
    private final Flaws flaws;
    private final @Nullable String[] seen = new String[REMEMBERED];
    private int count;
    private String name = "";

    private ObjectReader(JsonParser parser, String base, Flaws flaws) {
        this.parser = parser;
        this.base = base;
        this.flaws = flaws;
    }

    /**
     * At the value that the parser stands on; null, and a flaw, when that is no object. JSON's null is null without a
     * flaw.
     */
    static @Nullable ObjectReader at(JsonParser parser, String base, Flaws flaws) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return new ObjectReader(parser, base, flaws);
        }
        wrong(parser, base, "must be an object", flaws);
        return null;
    }

    /** Moves to the next field's value and gives its name; null after the last. */
    @Nullable
    String next() throws IOException {
        if (parser.nextToken() == JsonToken.END_OBJECT) {
            return null;
        }
        name = parser.currentName();
        remember();
        parser.nextToken();
        return name;
    }

    @Nullable
    String text() throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        wrong(parser, pointer(), "must be a string", flaws);
        return null;
    }

    @Nullable
    Double number() throws IOException {
        if (parser.currentToken().isNumeric()) {
            return parser.getDoubleValue();
        }
        wrong(parser, pointer(), "must be a number", flaws);
        return null;
    }

    /** Whether the value is an array; if not, it is skipped and noted. */
    boolean isArray() throws IOException {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            return true;
        }
        wrong(parser, pointer(), "must be an array", flaws);
        return false;
    }

    void unknown() throws IOException {
        flaws.add(pointer(), "unknown field");
        parser.skipChildren();
    }

    /** The object that the current field holds. */
    @Nullable
    ObjectReader object() throws IOException {
        return at(parser, pointer(), flaws);
    }

    /** Where the current value stands. */
    String pointer() {
        return base + Flaws.token(name);
    }

    static void wrong(JsonParser parser, String pointer, String detail, Flaws flaws) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            flaws.add(pointer, detail);
            parser.skipChildren();
        }
    }

    private void remember() {
        for (int i = 0; i < count; i++) {
            if (name.equals(seen[i])) {
                flaws.add(pointer(), "is given twice");
                return;
            }
        }
        if (count < REMEMBERED) {
            seen[count++] = name;
        }
    }
}
