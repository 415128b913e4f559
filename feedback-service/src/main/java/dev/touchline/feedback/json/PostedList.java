package dev.touchline.feedback.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.core.Flaws;
import dev.touchline.feedback.core.Limits;
import dev.touchline.feedback.core.Vetted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What was in a body that holds a JSON array of things of one kind, or one of them by itself. */
public sealed interface PostedList<T> {
    /**
     * Each with its own fate, in their order.
     *
     * @param array whether they stood in an array
     */
    record Read<T>(List<Vetted<T>> items, boolean array) implements PostedList<T> {}

    /** No JSON. */
    record Unreadable<T>(Flaw flaw) implements PostedList<T> {}

    /** More than one request may carry, {@link Limits#RESPONSES}. */
    record TooMany<T>() implements PostedList<T> {}

    /** Reads the value that the parser stands on, and leaves the parser at its end. */
    @FunctionalInterface
    interface Element<T> {
        Vetted<T> read(JsonParser parser, Flaws flaws) throws IOException;
    }

    /** Reads a body, bounded by its size. */
    static <T> PostedList<T> read(byte[] body, Element<T> element) {
        try (JsonParser parser = Syntax.JSON.createParser(body)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return new Unreadable<>(new Flaw("", "the body is empty"));
            }
            boolean array = first == JsonToken.START_ARRAY;
            List<Vetted<T>> items = new ArrayList<>();
            while (array ? parser.nextToken() != JsonToken.END_ARRAY : items.isEmpty()) {
                if (items.size() == Limits.RESPONSES) {
                    return new TooMany<>();
                }
                items.add(element.read(parser, new Flaws()));
            }
            return parser.nextToken() == null
                    ? new Read<>(List.copyOf(items), array)
                    : new Unreadable<>(new Flaw("", "something follows the JSON value"));
        } catch (JsonProcessingException e) {
            return new Unreadable<>(Syntax.flaw(e, 0));
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed", e);
        }
    }
}
