package dev.touchline.local.replay;

import dev.touchline.local.replay.Mapping.Field;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a survey response in canonical JSON out of a row. */
final class RowMapper {
    private final Mapping mapping;

    RowMapper(Mapping mapping) {
        this.mapping = mapping;
    }

    /** What a row comes to. */
    sealed interface Mapped {
        /** @param agentName for the roster, null when the mapping has none */
        record Response(
                PastResponse response,
                @Nullable String agentId,
                @Nullable String agentName) implements Mapped {}

        /** A row that is no response: one of the columns in {@code skipWhenEmpty} is empty. */
        record Skipped() implements Mapped {}

        record Unreadable(String why) implements Mapped {}
    }

    Mapped map(Map<String, String> row) {
        if (mapping.skipWhenEmpty().stream()
                .anyMatch(column -> text(row, column).isEmpty())) {
            return new Mapped.Skipped();
        }
        try {
            return response(row);
        } catch (DateTimeParseException e) {
            return new Mapped.Unreadable("the time '" + e.getParsedString() + "' does not fit the mapping");
        } catch (NumberFormatException e) {
            return new Mapped.Unreadable("a rating is not a number");
        }
    }

    private Mapped response(Map<String, String> row) {
        Instant respondedAt = time(mapping.respondedAt(), row);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("responseId", read(mapping.responseId(), row));
        json.put("agent", agent(row));
        json.put("ratings", ratings(row));
        Map<String, Object> interaction = interaction(row);
        if (!interaction.isEmpty()) {
            json.put("interaction", interaction);
        }
        put(json, "comment", mapping.comment(), row);
        put(json, "language", mapping.language(), row);
        if (mapping.customer() != null && !read(mapping.customer(), row).isEmpty()) {
            json.put("customer", Map.of("ref", read(mapping.customer(), row)));
        }
        Field id = mapping.agent().id();
        Field name = mapping.agent().name();
        return new Mapped.Response(
                new PastResponse(respondedAt, json, endedAt(row)),
                id == null ? null : read(id, row),
                name == null ? null : read(name, row));
    }

    private Map<String, Object> agent(Map<String, String> row) {
        Mapping.Alias alias = mapping.agent().alias();
        Field id = mapping.agent().id();
        if (alias != null) {
            return Map.of("alias", Map.of("kind", alias.kind(), "value", read(alias.value(), row)));
        }
        return id == null ? Map.of() : Map.of("id", read(id, row));
    }

    private List<Map<String, Object>> ratings(Map<String, String> row) {
        List<Map<String, Object>> ratings = new ArrayList<>();
        for (Mapping.Rating rating : mapping.ratings()) {
            String value = read(rating.value(), row);
            if (!value.isEmpty()) {
                ratings.add(rating(rating, read(rating.topic(), row), new BigDecimal(value)));
            }
        }
        return ratings;
    }

    private static Map<String, Object> rating(Mapping.Rating rating, String topic, BigDecimal value) {
        Map<String, Object> scale = new LinkedHashMap<>();
        scale.put("min", rating.scale().min());
        scale.put("max", rating.scale().max());
        if (rating.scale().direction() != null) {
            scale.put("direction", rating.scale().direction());
        }
        return Map.of("topic", topic, "value", value, "scale", scale);
    }

    private Map<String, Object> interaction(Map<String, String> row) {
        Map<String, Object> json = new LinkedHashMap<>();
        Mapping.Interaction interaction = mapping.interaction();
        if (interaction != null) {
            put(json, "id", interaction.id(), row);
            put(json, "channel", interaction.channel(), row);
            put(json, "url", interaction.url(), row);
        }
        return json;
    }

    private @Nullable Instant endedAt(Map<String, String> row) {
        Mapping.Interaction interaction = mapping.interaction();
        if (interaction == null || interaction.endedAt() == null) {
            return null;
        }
        boolean given = interaction.endedAt().columns().stream()
                .noneMatch(column -> text(row, column).isEmpty());
        return given ? time(interaction.endedAt(), row) : null;
    }

    private static void put(Map<String, Object> json, String key, @Nullable Field field, Map<String, String> row) {
        String value = field == null ? "" : read(field, row);
        if (!value.isEmpty()) {
            json.put(key, value);
        }
    }

    private static Instant time(Mapping.Time time, Map<String, String> row) {
        String text = time.columns().stream().map(column -> text(row, column)).collect(Collectors.joining(" "));
        if (time.pattern() == null) {
            return OffsetDateTime.parse(text).toInstant();
        }
        var parsed = DateTimeFormatter.ofPattern(time.pattern(), Locale.ROOT)
                .parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        return parsed instanceof OffsetDateTime zoned
                ? zoned.toInstant()
                : LocalDateTime.from(parsed)
                        .atZone(ZoneId.of(time.zone() == null ? "UTC" : time.zone()))
                        .toInstant();
    }

    private static String read(Field field, Map<String, String> row) {
        String text = field.column() == null ? String.valueOf(field.value()) : text(row, field.column());
        return field.slug() ? slug(text) : text;
    }

    private static String text(Map<String, String> row, String column) {
        String text = row.get(column);
        return text == null ? "" : text.strip();
    }

    /** Lower case ASCII letters, digits and single dashes, as topics and agent ids are written. */
    static String slug(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("(^-)|(-$)", "");
    }
}
