package dev.touchline.alerting.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.touchline.alerting.core.Limits;
import dev.touchline.alerting.core.Person;
import dev.touchline.alerting.core.Rating;
import dev.touchline.alerting.core.Response;
import dev.touchline.alerting.core.ResponseKey;
import dev.touchline.alerting.core.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads a response token by token. It reads what feedback-service writes; of everything else, right or wrong, it says
 * nothing. Names that come again and again are made once.
 */
final class ResponseTokens {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int UUID_LENGTH = 36;
    private static final char REPLACEMENT = '\uFFFD';
    private static final int MOST_NAMES = 100_000;

    private final Set<String> topics;
    private final boolean words;
    private final Set<String> slugs = new HashSet<>();
    private final Map<Given, String> given = new HashMap<>();
    private final IsoTime iso = new IsoTime();

    /** A rating on its own scale. */
    private record Given(double value, double max, boolean lowerIsBetter) {}

    /** A rating of the response that is being read. */
    private record Rated(String topic, double score, String given) {}

    /** The response is not as feedback-service writes it. */
    private static final class Other extends Exception {
        static final Other NO_MATTER_WHY = new Other();

        private Other() {
            super(null, null, false, false);
        }
    }

    private @Nullable UUID eventId;
    private @Nullable String source;
    private @Nullable String responseId;
    private @Nullable String agent;
    private @Nullable String team;
    private @Nullable LocalDate startedOn;
    private @Nullable Instant receivedAt;
    private @Nullable Instant respondedAt;
    private @Nullable Instant updatedAt;
    private @Nullable Instant endedAt;
    private @Nullable String comment;
    private Optional<String> channel = Optional.empty();
    private int attribution;
    private boolean rated;
    private double max;
    private boolean lowerIsBetter;
    private final List<String> tags = new ArrayList<>();
    private final List<Rated> ratings = new ArrayList<>();
    private final List<String> ratedTopics = new ArrayList<>();

    /**
     * @param topics that are looked at
     * @param words whether customers' words are looked at
     */
    ResponseTokens(Set<String> topics, boolean words) {
        this.topics = topics;
        this.words = words;
    }

    /** The response, or null where {@link SurveyResponses} has to say what it is. */
    @Nullable
    PastResponse read(byte[] json) {
        if (!isUtf8Object(json)) {
            return null;
        }
        begin();
        try (JsonParser in = JSON.createParser(json)) {
            expect(in.nextToken() == JsonToken.START_OBJECT);
            for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
                in.nextToken();
                take(field, in);
            }
            expect(in.currentToken() == JsonToken.END_OBJECT && in.nextToken() == null);
            return whole();
        } catch (IOException | Other e) {
            return null;
        }
    }

    /** Jackson would guess other encodings, and passes over what is no text where nobody looks. */
    private static boolean isUtf8Object(byte[] json) {
        return json.length > 1
                && json[0] == '{'
                && json[1] != 0
                && new String(json, StandardCharsets.UTF_8).indexOf(REPLACEMENT) < 0;
    }

    private void begin() {
        eventId = null;
        source = responseId = agent = team = comment = null;
        receivedAt = respondedAt = updatedAt = endedAt = null;
        startedOn = null;
        channel = Optional.empty();
        attribution = 0;
        rated = false;
        tags.clear();
        ratings.clear();
        ratedTopics.clear();
    }

    private void take(String field, JsonParser in) throws IOException, Other {
        switch (field) {
            case "eventId" -> eventId = uuid(in);
            case "source" -> source = Names.one(text(in));
            case "responseId" -> responseId = text(in);
            case "attribution" -> {
                expect(in.hasToken(JsonToken.VALUE_NUMBER_INT));
                attribution = in.getIntValue();
            }
            case "receivedAt" -> receivedAt = time(in);
            case "respondedAt" -> respondedAt = time(in);
            case "updatedAt" -> updatedAt = time(in);
            case "agent" -> agent(in);
            case "team" -> team = Names.one(text(in));
            case "interaction" -> interaction(in);
            case "ratings" -> ratings(in);
            case "comment" -> comment = words(in);
            case "tags" -> tags(in);
            default -> in.skipChildren();
        }
    }

    private PastResponse whole() throws Other {
        if (eventId == null
                || source == null
                || responseId == null
                || agent == null
                || team == null
                || receivedAt == null
                || respondedAt == null
                || updatedAt == null
                || attribution < 1
                || !rated) {
            throw Other.NO_MATTER_WHY;
        }
        ResponseKey key = new ResponseKey(source, responseId);
        Instant freshFrom = endedAt == null ? respondedAt : endedAt;
        Words written = words ? new Words(Optional.ofNullable(comment), List.copyOf(tags)) : Words.NONE;
        List<Rating> core = new ArrayList<>(ratings.size());
        for (Rated one : ratings) {
            core.add(new Rating(
                    key,
                    one.topic(),
                    new Person(agent, Optional.ofNullable(startedOn)),
                    team,
                    channel,
                    respondedAt,
                    receivedAt,
                    freshFrom,
                    one.score(),
                    one.given(),
                    written));
        }
        return new PastResponse(agent, new Response(key, eventId, updatedAt, attribution, core));
    }

    private void agent(JsonParser in) throws IOException, Other {
        expect(in.hasToken(JsonToken.START_OBJECT));
        boolean named = false;
        agent = null;
        startedOn = null;
        for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
            in.nextToken();
            switch (field) {
                case "id" -> agent = Names.one(text(in));
                case "name" -> named = !text(in).isEmpty();
                case "startedOn" -> startedOn = day(in);
                default -> in.skipChildren();
            }
        }
        expect(named && agent != null);
    }

    private static @Nullable LocalDate day(JsonParser in) throws IOException, Other {
        if (in.hasToken(JsonToken.VALUE_NULL)) {
            return null;
        }
        expect(in.hasToken(JsonToken.VALUE_STRING));
        try {
            return LocalDate.parse(in.getText());
        } catch (DateTimeParseException e) {
            throw Other.NO_MATTER_WHY;
        }
    }

    private void interaction(JsonParser in) throws IOException, Other {
        expect(in.hasToken(JsonToken.START_OBJECT));
        channel = Optional.empty();
        endedAt = null;
        for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
            in.nextToken();
            switch (field) {
                case "channel" -> {
                    expect(in.hasToken(JsonToken.VALUE_STRING));
                    channel = Optional.of(Names.one(in.getText()));
                }
                case "endedAt" -> endedAt = time(in);
                default -> in.skipChildren();
            }
        }
    }

    private void ratings(JsonParser in) throws IOException, Other {
        expect(in.hasToken(JsonToken.START_ARRAY) && !rated);
        rated = true;
        for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
            expect(token == JsonToken.START_OBJECT);
            rating(in);
        }
    }

    private void rating(JsonParser in) throws IOException, Other {
        String topic = null;
        double value = Double.NaN;
        double score = Double.NaN;
        max = Double.NaN;
        for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
            in.nextToken();
            switch (field) {
                case "topic" -> topic = topic(in);
                case "value" -> value = number(in);
                case "score" -> score = number(in);
                case "scale" -> scale(in);
                default -> in.skipChildren();
            }
        }
        if (topic == null || ratedTopics.contains(topic)) {
            throw Other.NO_MATTER_WHY;
        }
        // What is not a number is within no bounds.
        expect(score >= 0 && score <= 100);
        expect(Math.abs(value) <= SurveyResponse.LARGEST && Math.abs(max) <= SurveyResponse.LARGEST);
        ratedTopics.add(topic);
        if (topics.contains(topic)) {
            ratings.add(new Rated(topic, score, given(value)));
        }
    }

    private void scale(JsonParser in) throws IOException, Other {
        expect(in.hasToken(JsonToken.START_OBJECT));
        max = Double.NaN;
        lowerIsBetter = false;
        for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
            in.nextToken();
            switch (field) {
                case "max" -> max = number(in);
                case "direction" -> {
                    expect(in.hasToken(JsonToken.VALUE_STRING));
                    lowerIsBetter = SurveyResponse.LOWER_IS_BETTER.equals(in.getText());
                }
                default -> in.skipChildren();
            }
        }
        expect(Math.abs(max) <= SurveyResponse.LARGEST);
    }

    private String topic(JsonParser in) throws IOException, Other {
        expect(in.hasToken(JsonToken.VALUE_STRING));
        String topic = Names.one(in.getText());
        if (!slugs.contains(topic)) {
            expect(Limits.slug(topic).isEmpty() && slugs.size() < MOST_NAMES);
            slugs.add(topic);
        }
        return topic;
    }

    private String given(double value) {
        Given rating = new Given(value, max, lowerIsBetter);
        String known = given.get(rating);
        if (known == null) {
            known = SurveyResponse.given(value, max, lowerIsBetter);
            if (given.size() < MOST_NAMES) {
                given.put(rating, known);
            }
        }
        return known;
    }

    private @Nullable String words(JsonParser in) throws IOException, Other {
        expect(in.hasToken(JsonToken.VALUE_STRING) || in.hasToken(JsonToken.VALUE_NULL));
        return words && in.hasToken(JsonToken.VALUE_STRING) ? in.getText() : null;
    }

    private void tags(JsonParser in) throws IOException, Other {
        expect(in.hasToken(JsonToken.START_ARRAY) && tags.isEmpty());
        for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
            expect(token == JsonToken.VALUE_STRING);
            if (words) {
                tags.add(in.getText());
            }
        }
    }

    private static String text(JsonParser in) throws IOException, Other {
        expect(in.hasToken(JsonToken.VALUE_STRING));
        String text = in.getText();
        expect(!text.isEmpty() && text.length() <= SurveyResponse.LONGEST);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            expect(c != 0 && !Character.isSurrogate(c));
        }
        return text;
    }

    private static UUID uuid(JsonParser in) throws IOException, Other {
        expect(in.hasToken(JsonToken.VALUE_STRING) && in.getTextLength() == UUID_LENGTH);
        String text = in.getText();
        expect(text.charAt(8) == '-' && text.charAt(13) == '-' && text.charAt(18) == '-' && text.charAt(23) == '-');
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Other.NO_MATTER_WHY;
        }
    }

    private Instant time(JsonParser in) throws IOException, Other {
        expect(in.hasToken(JsonToken.VALUE_STRING));
        Instant time = iso.read(in.getTextCharacters(), in.getTextOffset(), in.getTextLength());
        expect(!time.equals(Instant.MIN));
        return time;
    }

    private static double number(JsonParser in) throws IOException, Other {
        expect(in.hasToken(JsonToken.VALUE_NUMBER_INT) || in.hasToken(JsonToken.VALUE_NUMBER_FLOAT));
        return in.getDoubleValue();
    }

    private static void expect(boolean right) throws Other {
        if (!right) {
            throw Other.NO_MATTER_WHY;
        }
    }
}
