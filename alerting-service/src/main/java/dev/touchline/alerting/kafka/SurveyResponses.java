package dev.touchline.alerting.kafka;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.touchline.kit.kafka.CloudEvents;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Reads records of {@code survey.responses}; says of an unreadable one why, in words that hold nothing of it. */
final class SurveyResponses {
    static final String TYPE = "dev.touchline.survey.response.v1";
    static final String RETRACTED = "dev.touchline.survey.retracted.v1";

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addDeserializer(Instant.class, new Times())
                    .addDeserializer(LocalDate.class, new Dates()))
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final ObjectReader RESPONSE = JSON.readerFor(SurveyResponse.class);
    private static final ObjectReader RETRACTION = JSON.readerFor(SurveyResponse.Retraction.class);

    private static final char REPLACED = '\uFFFD';

    private SurveyResponses() {}

    /** A record that can't be read, ever. */
    static final class Unreadable extends Exception {
        Unreadable(String reason) {
            super(reason, null, false, false);
        }
    }

    /** @param json the record as it came */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    record Readable(SurveyResponse response, byte[] json) {}

    static Readable read(byte @Nullable [] key, byte @Nullable [] value, Headers headers) throws Unreadable {
        String type = CloudEvents.type(headers);
        if (!TYPE.equals(type) && !RETRACTED.equals(type)) {
            throw new Unreadable(type == null ? "no event type" : "unknown event type");
        }
        if (value == null) {
            throw new Unreadable("no value");
        }
        String json = text(value);
        SurveyResponse response = RETRACTED.equals(type) ? retracted(json) : response(json);
        if (key == null || !response.agent().id().equals(new String(key, StandardCharsets.UTF_8))) {
            throw new Unreadable("key is not agent.id");
        }
        return new Readable(response, value);
    }

    private static SurveyResponse response(String json) throws Unreadable {
        Optional<SurveyResponse> usual = UsualResponse.read(json);
        return usual.isPresent() ? usual.get() : bound(json);
    }

    /** Whatever it looks like, or why not. */
    static SurveyResponse bound(String json) throws Unreadable {
        return parse(RESPONSE, json);
    }

    /** The decoder that tells is slow, and needed only where the other one found something to replace. */
    private static String text(byte[] value) throws Unreadable {
        String text = new String(value, StandardCharsets.UTF_8);
        return text.indexOf(REPLACED) < 0 ? text : strictly(value);
    }

    private static String strictly(byte[] value) throws Unreadable {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Unreadable("not UTF-8");
        }
    }

    private static SurveyResponse retracted(String json) throws Unreadable {
        SurveyResponse.Retraction retraction = parse(RETRACTION, json);
        try {
            return retraction.asRevision();
        } catch (IllegalArgumentException e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static <T> T parse(ObjectReader reader, String json) throws Unreadable {
        try {
            T read = reader.readValue(json);
            if (read == null) {
                throw new Unreadable("no value");
            }
            return read;
        } catch (JsonMappingException e) {
            throw new Unreadable(reason(e));
        } catch (JsonProcessingException e) {
            throw new Unreadable("not JSON");
        }
    }

    /** A time is text; of a number, Jackson would make some time or other. */
    private static final class Times extends StdScalarDeserializer<Instant> {
        Times() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                throw MismatchedInputException.from(parser, Instant.class, "not text");
            }
            try {
                return UsualTime.parse(parser.getText());
            } catch (DateTimeException e) {
                throw MismatchedInputException.from(parser, Instant.class, "not a time");
            }
        }
    }

    /** A day is text too. */
    private static final class Dates extends StdScalarDeserializer<LocalDate> {
        Dates() {
            super(LocalDate.class);
        }

        @Override
        public LocalDate deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                return LocalDate.parse(parser.hasToken(JsonToken.VALUE_STRING) ? parser.getText() : "");
            } catch (DateTimeParseException e) {
                throw MismatchedInputException.from(parser, LocalDate.class, "not a day");
            }
        }
    }

    private static String reason(JsonMappingException e) {
        if (e.getCause() instanceof IllegalArgumentException refused) {
            return String.valueOf(refused.getMessage());
        }
        String path = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "not JSON of a response" : path + " has the wrong type or form";
    }
}
