package dev.touchline.coaching.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads events leniently, for fields may be added, but never without what is required; writes them as agreed. */
final class WireJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private WireJson() {}

    /** Why a value is not such an event; says where, never what stands there. */
    static final class Unreadable extends RuntimeException {
        Unreadable(String reason) {
            super(reason, null, false, false);
        }

        String reason() {
            return Objects.requireNonNull(getMessage());
        }
    }

    static <T> T read(byte @Nullable [] value, Class<T> type) {
        if (value == null) {
            throw new Unreadable("no value");
        }
        try {
            return Objects.requireNonNull(JSON.readValue(value, type), "null");
        } catch (JsonMappingException e) {
            String place = place(e);
            throw new Unreadable(place.isEmpty() ? "not one JSON object" : "wrong or missing field" + place);
        } catch (IOException | NullPointerException e) {
            throw new Unreadable("not JSON");
        }
    }

    static byte[] write(Object event) {
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event is always writable", e);
        }
    }

    private static String place(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
        // Our own records name the field that they miss; what Jackson says might quote the value.
        String field = e.getCause() instanceof NullPointerException || e.getCause() instanceof IllegalArgumentException
                ? e.getCause().getMessage()
                : null;
        return (path.isEmpty() ? "" : " in " + path) + (field == null ? "" : ": " + field);
    }
}
