package dev.touchline.feedback.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.touchline.feedback.core.AgentRef;
import dev.touchline.feedback.core.Score;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads records of {@code survey.responses}, in one pass and without a tree: every response comes through here. */
public final class SurveyEventReader {
    /** The CloudEvents type of a response. */
    public static final String TYPE = "dev.touchline.survey.response.v1";

    private static final int DEPTH = 16;
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEPTH).build())
            .build();

    private final byte[] bytes;
    private final JsonParser in;
    private @Nullable String eventId;
    private @Nullable String source;
    private @Nullable String responseId;
    private int attribution;
    private long receivedMicros;
    private long respondedMicros;
    private long updatedMicros;
    private int times;
    private @Nullable String agentId;
    private AgentRef.@Nullable ByAlias alias;
    private @Nullable String team;
    private final List<Rated> ratings = new ArrayList<>(4);
    private @Nullable String ratingsJson;
    private @Nullable String interactionJson;
    private @Nullable String customerRef;
    private @Nullable String comment;
    private @Nullable String language;
    private List<String> tags = List.of();

    private SurveyEventReader(byte[] bytes, JsonParser in) {
        this.bytes = bytes;
        this.in = in;
    }

    /** A value that is no response, ever. */
    public static final class Unreadable extends Exception {
        Unreadable(String reason) {
            super(reason, null, false, false);
        }

        /** For operators; nothing of the content. */
        public String reason() {
            return String.valueOf(getMessage());
        }
    }

    /** Reads a record's value. Fields that nobody here knows are passed over. */
    public static SurveyEvent read(byte @Nullable [] value) throws Unreadable {
        if (value == null) {
            throw new Unreadable("no value");
        }
        try (JsonParser parser = JSON.createParser(value)) {
            return new SurveyEventReader(value, parser).event();
        } catch (IOException e) {
            throw new Unreadable("not JSON of a response");
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new Unreadable("an id, a time or a score is none");
        }
    }

    /** The ratings in the JSON array that {@link SurveyEvent#ratingsJson} holds. */
    static List<Rated> ratings(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        try (JsonParser parser = JSON.createParser(bytes)) {
            parser.nextToken();
            SurveyEventReader reader = new SurveyEventReader(bytes, parser);
            reader.readRatings();
            return reader.ratings;
        } catch (IOException | Unreadable e) {
            throw new IllegalStateException("Stored ratings are not readable", e);
        }
    }

    private SurveyEvent event() throws IOException, Unreadable {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw new Unreadable("not an object");
        }
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            in.nextToken();
            field(name);
        }
        if (times != 3) {
            throw new Unreadable("receivedAt, respondedAt or updatedAt is missing");
        }
        return new SurveyEvent(
                UUID.fromString(needed("eventId", eventId)),
                needed("source", source),
                needed("responseId", responseId),
                attribution,
                receivedMicros,
                respondedMicros,
                updatedMicros,
                needed("agent.id", agentId),
                alias,
                needed("team", team),
                ratings,
                needed("ratings", ratingsJson),
                interactionJson,
                customerRef,
                comment,
                language,
                tags);
    }

    private void field(String name) throws IOException, Unreadable {
        switch (name) {
            case "eventId" -> eventId = text(name);
            case "source" -> source = text(name);
            case "responseId" -> responseId = text(name);
            case "attribution" -> attribution = in.getIntValue();
            case "receivedAt" -> receivedMicros = time(name);
            case "respondedAt" -> respondedMicros = time(name);
            case "updatedAt" -> updatedMicros = time(name);
            case "agent" -> readAgent();
            case "team" -> team = text(name);
            case "interaction" -> interactionJson = asItIs(JsonToken.START_OBJECT);
            case "customer" -> customerRef = inner("ref");
            case "ratings" -> ratingsJson = readRatings();
            case "comment" -> comment = text(name);
            case "language" -> language = text(name);
            case "tags" -> tags = texts();
            default -> in.skipChildren();
        }
    }

    private long time(String name) throws IOException, Unreadable {
        times++;
        return Micros.parse(text(name));
    }

    private String text(String name) throws IOException, Unreadable {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            throw new Unreadable(name + " is not a text");
        }
        return in.getText();
    }

    private void readAgent() throws IOException, Unreadable {
        need(JsonToken.START_OBJECT);
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            in.nextToken();
            switch (name) {
                case "id" -> agentId = text(name);
                case "alias" -> alias = readAlias();
                default -> in.skipChildren();
            }
        }
    }

    private AgentRef.ByAlias readAlias() throws IOException, Unreadable {
        need(JsonToken.START_OBJECT);
        String kind = null;
        String value = null;
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            in.nextToken();
            switch (name) {
                case "kind" -> kind = text(name);
                case "value" -> value = text(name);
                default -> in.skipChildren();
            }
        }
        return new AgentRef.ByAlias(needed("agent.alias.kind", kind), needed("agent.alias.value", value));
    }

    /** That field of the object that the parser stands on. */
    private @Nullable String inner(String wanted) throws IOException, Unreadable {
        need(JsonToken.START_OBJECT);
        String found = null;
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            in.nextToken();
            if (name.equals(wanted)) {
                found = text(name);
            } else {
                in.skipChildren();
            }
        }
        return found;
    }

    private String readRatings() throws IOException, Unreadable {
        need(JsonToken.START_ARRAY);
        int from = start();
        ratings.clear();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            ratings.add(rated());
        }
        return slice(from);
    }

    private Rated rated() throws IOException, Unreadable {
        need(JsonToken.START_OBJECT);
        String topic = null;
        Score score = null;
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            in.nextToken();
            switch (name) {
                case "topic" -> topic = text(name);
                case "score" -> score = new Score(in.getDoubleValue());
                default -> in.skipChildren();
            }
        }
        if (score == null) {
            throw new Unreadable("ratings.score is missing");
        }
        return new Rated(needed("ratings.topic", topic), score);
    }

    private List<String> texts() throws IOException, Unreadable {
        need(JsonToken.START_ARRAY);
        List<String> texts = new ArrayList<>(4);
        while (in.nextToken() != JsonToken.END_ARRAY) {
            texts.add(text("tags"));
        }
        return texts;
    }

    private String asItIs(JsonToken wanted) throws IOException, Unreadable {
        need(wanted);
        int from = start();
        in.skipChildren();
        return slice(from);
    }

    private int start() {
        return (int) in.currentTokenLocation().getByteOffset();
    }

    private String slice(int from) {
        int to = (int) in.currentLocation().getByteOffset();
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private void need(JsonToken wanted) throws Unreadable {
        if (in.currentToken() != wanted) {
            throw new Unreadable("a field has the wrong type");
        }
    }

    private static String needed(String name, @Nullable String value) throws Unreadable {
        if (value == null || value.isEmpty()) {
            throw new Unreadable(name + " is missing");
        }
        return value;
    }
}
