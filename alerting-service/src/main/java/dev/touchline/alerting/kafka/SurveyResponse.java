package dev.touchline.alerting.kafka;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.touchline.alerting.core.Rating;
import dev.touchline.alerting.core.Response;
import dev.touchline.alerting.core.ResponseKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What alerting reads of a record on {@code survey.responses}: no words, no customer. */
@JsonIgnoreProperties(ignoreUnknown = true)
record SurveyResponse(
        UUID eventId,
        String source,
        String responseId,
        Instant receivedAt,
        Instant respondedAt,
        Instant updatedAt,
        Agent agent,
        String team,
        @Nullable Interaction interaction,
        List<Rated> ratings) {
    private static final int LONGEST = 256;

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Agent(String id, String name) {
        Agent {
            needText("agent.id", id);
            need("agent.name", name);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Interaction(@Nullable String channel, @Nullable Instant endedAt) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Rated(String topic, BigDecimal value, Scale scale, Double score) {
        Rated {
            need("ratings.topic", topic);
            need("ratings.value", value);
            need("ratings.scale", scale);
            need("ratings.score", score);
        }

        /** The rating in the words of its scale. */
        String given() {
            String direction = "lower-is-better".equals(scale.direction()) ? " (where lower is better)" : "";
            return plain(value) + " of " + plain(scale.max()) + direction;
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Scale(BigDecimal max, @Nullable String direction) {
        Scale {
            need("ratings.scale.max", max);
        }
    }

    /** @throws IllegalArgumentException naming the field that is missing or too long, never its content */
    SurveyResponse {
        need("eventId", eventId);
        needText("source", source);
        needText("responseId", responseId);
        need("receivedAt", receivedAt);
        need("respondedAt", respondedAt);
        need("updatedAt", updatedAt);
        need("agent", agent);
        needText("team", team);
        need("ratings", ratings);
    }

    /** @throws IllegalArgumentException when a value is out of its limits */
    Response toCore() {
        ResponseKey key = new ResponseKey(source, responseId);
        Optional<Interaction> contact = Optional.ofNullable(interaction);
        Optional<String> channel = contact.map(Interaction::channel);
        Instant freshFrom = contact.map(Interaction::endedAt).orElse(respondedAt);
        List<Rating> rated = ratings.stream()
                .map(rating -> new Rating(
                        key,
                        rating.topic(),
                        team,
                        channel,
                        respondedAt,
                        receivedAt,
                        freshFrom,
                        rating.score(),
                        rating.given()))
                .toList();
        return new Response(key, eventId, updatedAt, rated);
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static void need(String field, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
    }

    private static void needText(String field, @Nullable String value) {
        need(field, value);
        if (value != null && (value.isEmpty() || value.length() > LONGEST || value.indexOf(0) >= 0)) {
            throw new IllegalArgumentException(
                    field + " must have 1 to " + LONGEST + " characters, none of them U+0000");
        }
    }
}
