package dev.touchline.alerting.kafka;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.touchline.alerting.core.Conclusion;
import dev.touchline.alerting.core.Limits;
import dev.touchline.alerting.core.ResponseKey;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What alerting reads of a record on {@code coaching.outcomes}: no note and no session.
 *
 * @param at RFC 3339
 * @param version of the item, after what happened
 * @param filters versions that speak for the item; older records do not say
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record OutcomeRecord(
        UUID itemId,
        String type,
        String at,
        Agent agent,
        String topic,
        String kind,
        long version,
        @Nullable String cause,
        @Nullable List<FilterRef> filters,
        List<ResponseKey> evidence) {
    private static final int LONGEST = 256;

    /** Stands for the agent where it is about a team. */
    private static final Agent NOBODY = new Agent("nobody", null);

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build()
            .readerFor(OutcomeRecord.class);

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Agent(String id, @Nullable String name) {
        Agent {
            Objects.requireNonNull(id, "agent.id is missing");
            needStorable("agent.id", id);
            if (name != null) {
                needStorable("agent.name", name);
            }
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record FilterRef(String id, long version) {
        FilterRef {
            Objects.requireNonNull(id, "filters.id is missing");
        }
    }

    /** A record that can't be read, ever; says why in words that hold nothing of it. */
    static final class Unreadable extends Exception {
        Unreadable(String reason) {
            super(reason, null, false, false);
        }
    }

    /** @throws RuntimeException naming the field that is missing or unusable */
    OutcomeRecord {
        Objects.requireNonNull(itemId, "itemId is missing");
        Objects.requireNonNull(type, "type is missing");
        Objects.requireNonNull(at, "at is missing");
        agent = agent == null && "operations".equals(kind) ? NOBODY : agent;
        Objects.requireNonNull(agent, "agent is missing");
        Objects.requireNonNull(topic, "topic is missing");
        Objects.requireNonNull(kind, "kind is missing");
        Objects.requireNonNull(evidence, "evidence is missing");
        Limits.slug(topic).ifPresent(problem -> {
            throw new IllegalArgumentException("topic " + problem);
        });
        time(at);
        for (ResponseKey response : evidence) {
            needStorable("evidence.source", response.source());
            needStorable("evidence.responseId", response.responseId());
        }
        evidence = List.copyOf(evidence);
    }

    Instant time() {
        return time(at);
    }

    /** Whether it is about an agent: operations items are about a team. */
    boolean aboutAgent() {
        return !kind.equals("operations");
    }

    /** Whether the agent was coached. */
    boolean isCoaching() {
        return kind.equals("coaching") && type.equals("completed");
    }

    Conclusion conclusion() {
        return Conclusion.of(type, Optional.ofNullable(cause));
    }

    Set<ResponseKey> responses() {
        return new TreeSet<>(evidence);
    }

    static OutcomeRecord read(byte @Nullable [] key, byte @Nullable [] value) throws Unreadable {
        if (value == null) {
            throw new Unreadable("no value");
        }
        try {
            String json = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
            OutcomeRecord outcome = READER.readValue(json);
            if (outcome == null) {
                throw new Unreadable("no value");
            }
            if (key == null
                    || outcome.aboutAgent() && !outcome.agent().id().equals(new String(key, StandardCharsets.UTF_8))) {
                throw new Unreadable("key is not agent.id");
            }
            return outcome;
        } catch (CharacterCodingException e) {
            throw new Unreadable("not UTF-8");
        } catch (JsonMappingException e) {
            throw new Unreadable(reason(e));
        } catch (JsonProcessingException e) {
            throw new Unreadable("not JSON");
        }
    }

    private static void needStorable(String field, String value) {
        if (value.isEmpty() || value.length() > LONGEST || !SurveyResponse.isStorable(value)) {
            throw new IllegalArgumentException(
                    field + " must have 1 to " + LONGEST + " characters, none of them U+0000 or half of a pair");
        }
    }

    private static Instant time(String at) {
        try {
            Instant time = Instant.parse(at);
            if (time.isBefore(Instant.EPOCH)) {
                throw new IllegalArgumentException("at lies before 1970");
            }
            return time;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("at is not a time", e);
        }
    }

    /** Our own words about a field, or only where it stands: Jackson's might quote the value. */
    private static String reason(JsonMappingException e) {
        if (e.getCause() instanceof IllegalArgumentException refused) {
            return String.valueOf(refused.getMessage());
        }
        if (e.getCause() instanceof NullPointerException missing) {
            // Our own say which field; others speak of code.
            return Optional.ofNullable(missing.getMessage())
                    .filter(message -> message.endsWith("is missing"))
                    .orElse("a value is null");
        }
        String place = e.getPath().stream()
                .map(Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
        return place.isEmpty() ? "not JSON of an outcome" : place + " has the wrong type or form";
    }
}
