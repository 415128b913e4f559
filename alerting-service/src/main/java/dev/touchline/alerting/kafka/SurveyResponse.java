package dev.touchline.alerting.kafka;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.touchline.alerting.core.Person;
import dev.touchline.alerting.core.Rating;
import dev.touchline.alerting.core.Response;
import dev.touchline.alerting.core.ResponseKey;
import dev.touchline.alerting.core.Words;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What alerting reads of a record on {@code survey.responses}: no customer, and their words only for filters to look
 * for theirs; they are never kept.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record SurveyResponse(
        UUID eventId,
        String source,
        String responseId,
        int attribution,
        Instant receivedAt,
        Instant respondedAt,
        Instant updatedAt,
        Agent agent,
        String team,
        @Nullable Interaction interaction,
        List<Rated> ratings,
        @Nullable String comment,
        @Nullable List<@Nullable String> tags) {
    static final int LONGEST = 256;

    static final String LOWER_IS_BETTER = "lower-is-better";

    /** More than feedback-service takes; what is far beyond it would fill the memory when it is written out. */
    static final double LARGEST = 1e12;

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Agent(String id, String name, @Nullable LocalDate startedOn) {
        Agent {
            needText("agent.id", id);
            needText("agent.name", name);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Interaction(@Nullable String channel, @Nullable Instant endedAt) {
        Interaction {
            if (endedAt != null) {
                needTime("interaction.endedAt", endedAt);
            }
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Rated(String topic, Double value, Scale scale, Double score) {
        Rated {
            need("ratings.topic", topic);
            needNumber("ratings.value", value);
            need("ratings.scale", scale);
            need("ratings.score", score);
        }

        /** The rating in the words of its scale. */
        String given() {
            return SurveyResponse.given(value, scale.max(), LOWER_IS_BETTER.equals(scale.direction()));
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Scale(Double max, @Nullable String direction) {
        Scale {
            needNumber("ratings.scale.max", max);
        }
    }

    /** Word that a response is not about this agent after all. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Retraction(
            UUID eventId,
            String source,
            String responseId,
            int attribution,
            Instant updatedAt,
            Instant retractedAt,
            Agent agent,
            String team) {
        /** What it comes to: a revision that no longer rates the agent. */
        SurveyResponse asRevision() {
            return new SurveyResponse(
                    eventId,
                    source,
                    responseId,
                    attribution,
                    retractedAt,
                    updatedAt,
                    updatedAt,
                    agent,
                    team,
                    null,
                    List.of(),
                    null,
                    null);
        }
    }

    /** @throws IllegalArgumentException naming the field that is missing or out of its limits, never its content */
    SurveyResponse {
        need("eventId", eventId);
        needText("source", source);
        needText("responseId", responseId);
        needAttribution(attribution);
        needTime("receivedAt", receivedAt);
        needTime("respondedAt", respondedAt);
        needTime("updatedAt", updatedAt);
        need("agent", agent);
        needText("team", team);
        need("ratings", ratings);
    }

    /** It as it is after its words were erased. */
    SurveyResponse withoutWords() {
        return new SurveyResponse(
                eventId,
                source,
                responseId,
                attribution,
                receivedAt,
                respondedAt,
                updatedAt,
                agent,
                team,
                interaction,
                ratings,
                null,
                null);
    }

    /** @throws IllegalArgumentException when a value is out of its limits */
    Response toCore() {
        ResponseKey key = new ResponseKey(source, responseId);
        Optional<Interaction> contact = Optional.ofNullable(interaction);
        Optional<String> channel = contact.map(Interaction::channel);
        Instant freshFrom = contact.map(Interaction::endedAt).orElse(respondedAt);
        Words words = new Words(Optional.ofNullable(comment), written());
        Person person = new Person(agent.id(), Optional.ofNullable(agent.startedOn()));
        List<Rating> rated = new ArrayList<>(ratings.size());
        for (Rated rating : ratings) {
            rated.add(new Rating(
                    key,
                    rating.topic(),
                    person,
                    team,
                    channel,
                    respondedAt,
                    receivedAt,
                    freshFrom,
                    rating.score(),
                    rating.given(),
                    words));
        }
        return new Response(key, eventId, updatedAt, attribution, rated);
    }

    private List<String> written() {
        return Stream.ofNullable(tags)
                .flatMap(List::stream)
                .flatMap(Stream::ofNullable)
                .toList();
    }

    /** A rating in the words of its scale. */
    static String given(double value, double max, boolean lowerIsBetter) {
        return Names.one(plain(value) + " of " + plain(max) + (lowerIsBetter ? " (where lower is better)" : ""));
    }

    private static String plain(double number) {
        int whole = (int) number;
        return whole == number ? Integer.toString(whole) : exactly(number);
    }

    private static String exactly(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private static void need(String field, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
    }

    private static void needText(String field, @Nullable String value) {
        need(field, value);
        if (value != null && (value.isEmpty() || value.length() > LONGEST || !isStorable(value))) {
            throw new IllegalArgumentException(
                    field + " must have 1 to " + LONGEST + " characters, none of them U+0000 or half of a pair");
        }
    }

    /** Half of a surrogate pair can't be written as UTF-8, and U+0000 stands between the parts of a key. */
    static boolean isStorable(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1));
            if (c == 0 || Character.isSurrogate(c) && !pair) {
                return false;
            }
            i += pair ? 1 : 0;
        }
        return true;
    }

    private static void needAttribution(int attribution) {
        if (attribution < 1) {
            throw new IllegalArgumentException("attribution must be 1 or more");
        }
    }

    private static void needNumber(String field, @Nullable Double value) {
        need(field, value);
        if (value != null && !(Math.abs(value) <= LARGEST)) {
            throw new IllegalArgumentException(field + " must be a number of at most 12 digits");
        }
    }

    private static void needTime(String field, @Nullable Instant value) {
        need(field, value);
        if (value != null && (value.isBefore(EARLIEST) || value.isAfter(LATEST))) {
            throw new IllegalArgumentException(field + " must lie within the years 1970 to 9999");
        }
    }
}
