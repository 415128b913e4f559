package dev.touchline.feedback.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.touchline.feedback.core.Checked;
import dev.touchline.feedback.core.Flaw;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a CloudEvent in structured form whose data is a response in our own form. What the event says about itself
 * identifies nothing: a response has its own id.
 */
public final class CloudEventReader {
    private static final String DATA = "data";
    private static final List<String> REQUIRED = List.of("specversion", "id", "source", "type", DATA);

    private CloudEventReader() {}

    /** Pointers of what is wrong lead to the event, that is, begin with {@code /data} for the response. */
    public static Body read(byte[] body, Instant receivedAt) {
        try (JsonParser parser = Syntax.JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return new Body.Unreadable(new Flaw("", "must be a CloudEvent: an object"));
            }
            Set<String> seen = new HashSet<>();
            byte[] data = new byte[0];
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value != JsonToken.VALUE_NULL) {
                    seen.add(name);
                }
                long from = parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                if (name.equals(DATA) && value == JsonToken.START_OBJECT && from >= 0) {
                    data = Arrays.copyOfRange(
                            body, (int) from, (int) parser.currentLocation().getByteOffset());
                }
            }
            return parser.nextToken() == null
                    ? response(seen, data, receivedAt)
                    : new Body.Unreadable(new Flaw("", "something follows the JSON value"));
        } catch (JsonProcessingException e) {
            return new Body.Unreadable(Syntax.flaw(e, 0));
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed", e);
        }
    }

    private static Body response(Set<String> seen, byte[] data, Instant receivedAt) {
        List<Flaw> missing = REQUIRED.stream()
                .filter(name -> !seen.contains(name))
                .map(name -> new Flaw("/" + name, "is required"))
                .toList();
        if (!missing.isEmpty()) {
            return new Body.Single(new Checked.Refused(missing));
        }
        if (data.length == 0) {
            return new Body.Single(
                    new Checked.Refused(List.of(new Flaw("/data", "must be a response as a JSON object"))));
        }
        return switch (BodyReader.json(data, receivedAt)) {
            case Body.Single(Checked.Refused(List<Flaw> flaws)) ->
                new Body.Single(new Checked.Refused(flaws.stream()
                        .map(flaw -> new Flaw("/data" + flaw.pointer(), flaw.detail()))
                        .toList()));
            case Body other -> other;
        };
    }
}
