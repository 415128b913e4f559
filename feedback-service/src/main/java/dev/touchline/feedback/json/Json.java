package dev.touchline.feedback.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Small helps for writing JSON. */
final class Json {
    private static final int USUAL_BYTES = 1024;
    private static final ObjectMapper TREES = new ObjectMapper();

    @FunctionalInterface
    interface Content {
        void writeTo(JsonGenerator out) throws IOException;
    }

    private Json() {}

    /** One object. */
    static byte[] object(Content content) {
        ByteArrayBuilder bytes = new ByteArrayBuilder(USUAL_BYTES);
        try (JsonGenerator out = Syntax.JSON.createGenerator(bytes)) {
            out.writeStartObject();
            content.writeTo(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** A text of an object; null when it has none of that name. */
    static @Nullable String text(String object, String name) {
        try {
            return TREES.readTree(object).path(name).textValue();
        } catch (IOException e) {
            throw new UncheckedIOException("What was published is JSON", e);
        }
    }

    static void optional(JsonGenerator out, String name, @Nullable String value) throws IOException {
        if (value != null) {
            out.writeStringField(name, value);
        }
    }

    /** Whole values are written as people write them: 2, not 2.0. */
    static void number(JsonGenerator out, String name, double value) throws IOException {
        if (value == Math.rint(value)) {
            out.writeNumberField(name, (long) value);
        } else {
            out.writeNumberField(name, value);
        }
    }
}
