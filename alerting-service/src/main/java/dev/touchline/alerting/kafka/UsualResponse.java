package dev.touchline.alerting.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads a response token by token, in a third of the time that binding takes, as long as it looks as feedback-service
 * writes it. Of anything else it says nothing: the binder has the last word, and finds the words for what is wrong.
 */
final class UsualResponse {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int UUID_LENGTH = 36;
    private static final int[] DASHES = {8, 13, 18, 23};

    private final JsonParser in;
    private @Nullable UUID eventId;
    private @Nullable String source;
    private @Nullable String responseId;
    private int attribution;
    private @Nullable Instant receivedAt;
    private @Nullable Instant respondedAt;
    private @Nullable Instant updatedAt;
    private SurveyResponse.@Nullable Agent agent;
    private @Nullable String team;
    private SurveyResponse.@Nullable Interaction interaction;
    private @Nullable List<SurveyResponse.Rated> ratings;
    private @Nullable String comment;
    private @Nullable List<@Nullable String> tags;

    private UsualResponse(JsonParser in) {
        this.in = in;
    }

    /** Empty when it must be bound to be understood or refused. */
    static Optional<SurveyResponse> read(String json) {
        try (JsonParser in = JSON.createParser(json)) {
            return Optional.of(new UsualResponse(in).response());
        } catch (IOException | IllegalArgumentException | DateTimeException | Unusual e) {
            return Optional.empty();
        }
    }

    /** Not as feedback-service writes it. */
    private static final class Unusual extends RuntimeException {
        private static final Unusual IT_IS = new Unusual();

        Unusual() {
            super(null, null, false, false);
        }
    }

    private SurveyResponse response() throws IOException {
        need(in.nextToken() == JsonToken.START_OBJECT);
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            field(name);
        }
        need(in.hasToken(JsonToken.END_OBJECT) && in.nextToken() == null);
        return new SurveyResponse(
                there(eventId),
                there(source),
                there(responseId),
                attribution,
                there(receivedAt),
                there(respondedAt),
                there(updatedAt),
                there(agent),
                there(team),
                interaction,
                there(ratings),
                comment,
                tags);
    }

    private void field(String name) throws IOException {
        switch (name) {
            case "eventId" -> eventId = uuid();
            case "source" -> source = name();
            case "responseId" -> responseId = text();
            case "attribution" -> attribution = whole();
            case "receivedAt" -> receivedAt = time();
            case "respondedAt" -> respondedAt = time();
            case "updatedAt" -> updatedAt = time();
            case "agent" -> agent = agent();
            case "team" -> team = name();
            case "interaction" -> interaction = interaction();
            case "ratings" -> ratings = ratings();
            case "comment" -> comment = text();
            case "tags" -> tags = texts();
            default -> in.skipChildren();
        }
    }

    private SurveyResponse.Agent agent() throws IOException {
        String id = null;
        String name = null;
        LocalDate startedOn = null;
        need(in.hasToken(JsonToken.START_OBJECT));
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String field = in.currentName();
            in.nextToken();
            switch (field) {
                case "id" -> id = text();
                case "name" -> name = text();
                case "startedOn" -> startedOn = LocalDate.parse(text());
                default -> in.skipChildren();
            }
        }
        return new SurveyResponse.Agent(there(id), there(name), startedOn);
    }

    private SurveyResponse.Interaction interaction() throws IOException {
        String channel = null;
        Instant endedAt = null;
        need(in.hasToken(JsonToken.START_OBJECT));
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String field = in.currentName();
            in.nextToken();
            switch (field) {
                case "channel" -> channel = name();
                case "endedAt" -> endedAt = time();
                default -> in.skipChildren();
            }
        }
        return new SurveyResponse.Interaction(channel, endedAt);
    }

    private List<SurveyResponse.Rated> ratings() throws IOException {
        List<SurveyResponse.Rated> all = new ArrayList<>();
        need(in.hasToken(JsonToken.START_ARRAY));
        while (in.nextToken() == JsonToken.START_OBJECT) {
            all.add(rated());
        }
        need(in.hasToken(JsonToken.END_ARRAY));
        return all;
    }

    private SurveyResponse.Rated rated() throws IOException {
        String topic = null;
        Double value = null;
        SurveyResponse.Scale scale = null;
        Double score = null;
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String field = in.currentName();
            in.nextToken();
            switch (field) {
                case "topic" -> topic = name();
                case "value" -> value = number();
                case "scale" -> scale = scale();
                case "score" -> score = number();
                default -> in.skipChildren();
            }
        }
        return new SurveyResponse.Rated(there(topic), there(value), there(scale), there(score));
    }

    private SurveyResponse.Scale scale() throws IOException {
        Double max = null;
        String direction = null;
        need(in.hasToken(JsonToken.START_OBJECT));
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String field = in.currentName();
            in.nextToken();
            switch (field) {
                case "max" -> max = number();
                case "direction" -> direction = text();
                default -> in.skipChildren();
            }
        }
        return new SurveyResponse.Scale(there(max), direction);
    }

    private UUID uuid() throws IOException {
        String text = text();
        need(text.length() == UUID_LENGTH);
        for (int dash : DASHES) {
            need(text.charAt(dash) == '-');
        }
        return UUID.fromString(text);
    }

    private List<@Nullable String> texts() throws IOException {
        List<@Nullable String> all = new ArrayList<>();
        need(in.hasToken(JsonToken.START_ARRAY));
        while (in.nextToken() != JsonToken.END_ARRAY) {
            all.add(text());
        }
        return all;
    }

    private Instant time() throws IOException {
        return UsualTime.parse(text());
    }

    private String text() throws IOException {
        need(in.hasToken(JsonToken.VALUE_STRING));
        return in.getText();
    }

    private String name() throws IOException {
        return Names.one(text());
    }

    private int whole() throws IOException {
        need(in.hasToken(JsonToken.VALUE_NUMBER_INT));
        return in.getIntValue();
    }

    private double number() throws IOException {
        need(in.hasToken(JsonToken.VALUE_NUMBER_INT) || in.hasToken(JsonToken.VALUE_NUMBER_FLOAT));
        return in.getDoubleValue();
    }

    private static <T> T there(@Nullable T value) {
        if (value == null) {
            throw Unusual.IT_IS;
        }
        return value;
    }

    private static void need(boolean usual) {
        if (!usual) {
            throw Unusual.IT_IS;
        }
    }
}
