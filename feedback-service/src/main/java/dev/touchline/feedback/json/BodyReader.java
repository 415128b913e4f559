package dev.touchline.feedback.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.touchline.feedback.core.Checked;
import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.core.Flaws;
import dev.touchline.feedback.core.Limits;
import dev.touchline.feedback.core.ResponseDraft;
import dev.touchline.feedback.core.ResponseRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads and checks the body of an ingest request. Bounded in time and memory by the size of the body. */
public final class BodyReader {
    private BodyReader() {}

    /** A JSON object, or an array of them. */
    public static Body json(byte[] body, Instant receivedAt) {
        try (JsonParser parser = Syntax.JSON.createParser(body)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return new Body.Unreadable(new Flaw("", "the body is empty"));
            }
            Body read = first == JsonToken.START_ARRAY
                    ? array(parser, receivedAt)
                    : new Body.Single(element(parser, receivedAt));
            return read instanceof Body.TooMany || parser.nextToken() == null
                    ? read
                    : new Body.Unreadable(new Flaw("", "something follows the JSON value"));
        } catch (JsonProcessingException e) {
            return new Body.Unreadable(Syntax.flaw(e, 0));
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed", e);
        }
    }

    /** One JSON object a line; empty lines don't count. A line that is not JSON is refused by itself. */
    public static Body lines(byte[] body, Instant receivedAt) {
        List<Checked> checked = new ArrayList<>();
        int line = 0;
        for (int start = 0; start < body.length; line++) {
            int end = start;
            while (end < body.length && body[end] != '\n') {
                end++;
            }
            if (!isBlank(body, start, end)) {
                if (checked.size() == Limits.RESPONSES) {
                    return new Body.TooMany();
                }
                checked.add(line(body, start, end, line, receivedAt));
            }
            start = end + 1;
        }
        return new Body.Several(checked);
    }

    private static Body array(JsonParser parser, Instant receivedAt) throws IOException {
        List<Checked> checked = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (checked.size() == Limits.RESPONSES) {
                return new Body.TooMany();
            }
            checked.add(element(parser, receivedAt));
        }
        return new Body.Several(checked);
    }

    private static Checked line(byte[] body, int start, int end, int line, Instant receivedAt) {
        try (JsonParser parser = Syntax.JSON.createParser(body, start, end - start)) {
            parser.nextToken();
            Checked checked = element(parser, receivedAt);
            return parser.nextToken() == null
                    ? checked
                    : new Checked.Refused(List.of(new Flaw("", "something follows the JSON value")));
        } catch (JsonProcessingException e) {
            return new Checked.Refused(List.of(Syntax.flaw(e, line)));
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed", e);
        }
    }

    private static Checked element(JsonParser parser, Instant receivedAt) throws IOException {
        Flaws flaws = new Flaws();
        ResponseDraft draft = ResponseReader.read(parser, flaws);
        return draft == null ? new Checked.Refused(flaws.list()) : ResponseRules.check(draft, receivedAt, flaws);
    }

    private static boolean isBlank(byte[] body, int start, int end) {
        for (int i = start; i < end; i++) {
            if (body[i] != ' ' && body[i] != '\t' && body[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}
