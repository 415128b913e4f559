package dev.touchline.feedback.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.touchline.feedback.core.Flaws;
import dev.touchline.feedback.core.mapping.Notes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads foreign JSON into maps, lists, texts, numbers and truths, within bounds: it may be anything. Whole numbers keep
 * all their digits; of a name that is given twice the last counts, as nearly everywhere, with a warning.
 */
final class JsonTree {
    private static final int DEPTH = 64;
    private static final int NUMBER_CHARS = 100;
    private static final int NAME_CHARS = 2_000;
    /** Values in one body: hundreds of responses with hundreds of answers each. */
    private static final int VALUES = 100_000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxNumberLength(NUMBER_CHARS)
                    .maxNameLength(NAME_CHARS)
                    .build())
            .build();

    private final JsonParser parser;
    private final Notes notes;
    private int values;

    private JsonTree(JsonParser parser, Notes notes) {
        this.parser = parser;
        this.notes = notes;
    }

    /** Thrown within this class only. */
    @SuppressWarnings("serial")
    private static final class TooMuch extends RuntimeException {
        TooMuch() {
            super(null, null, false, false);
        }
    }

    /** The value; null, with a flaw unless it is JSON's null, when it can't be had. */
    static @Nullable Object read(byte[] json, int from, int length, Notes notes) {
        try (JsonParser parser = JSON.createParser(json, from, length)) {
            if (parser.nextToken() == null) {
                notes.flaw("", "the body is empty");
                return null;
            }
            Object value = new JsonTree(parser, notes).value();
            if (parser.nextToken() != null) {
                notes.flaw("", "something follows the JSON value");
            }
            return value;
        } catch (StreamConstraintsException | TooMuch e) {
            notes.flaw("", "too deep, too many values, or a number or name too long");
        } catch (JsonProcessingException e) {
            notes.flaw("", "not JSON" + place(e));
        } catch (IOException e) {
            notes.flaw("", "not JSON: wrong bytes");
        }
        return null;
    }

    /** Whether it is JSON, within our bounds or not. */
    static boolean isJson(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            boolean some = parser.nextToken() != null;
            while (parser.nextToken() != null) {
                parser.skipChildren();
            }
            return some;
        } catch (StreamConstraintsException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private @Nullable Object value() throws IOException {
        if (++values > VALUES) {
            throw new TooMuch();
        }
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            default -> null;
        };
    }

    private Map<String, @Nullable Object> object() throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            boolean known = !object.isEmpty() && object.containsKey(name);
            object.put(name, value());
            if (known) {
                notes.warn(Flaws.token(name), "is given twice in the payload: the last counts");
            }
        }
        return object;
    }

    private List<@Nullable Object> array() throws IOException {
        if (parser.nextToken() == JsonToken.END_ARRAY) {
            return new EmptyArray();
        }
        List<@Nullable Object> array = new ArrayList<>();
        do {
            array.add(value());
        } while (parser.nextToken() != JsonToken.END_ARRAY);
        return array;
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }
}
