package dev.touchline.local.replay;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.touchline.local.Resources;
import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a file is what in a survey response. Read from YAML; unknown keys, missing parts, bad patterns and
 * zones are refused by name.
 *
 * @param skipWhenEmpty columns without which a row is no response, such as a rating that nobody gave
 */
public record Mapping(
        String name,
        Field responseId,
        Time respondedAt,
        Agent agent,
        List<Rating> ratings,
        List<String> skipWhenEmpty,
        @Nullable Interaction interaction,
        @Nullable Field customer,
        @Nullable Field comment,
        @Nullable Field language) {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final List<String> SHIPPED = List.of("/replay/call-center-export.yaml");

    @JsonCreator
    public Mapping {
        name = name == null ? "unnamed" : name;
        need(responseId, "responseId");
        need(respondedAt, "respondedAt");
        need(agent, "agent");
        if (ratings == null || ratings.isEmpty()) {
            throw new IllegalArgumentException("ratings is missing");
        }
        ratings = List.copyOf(ratings);
        skipWhenEmpty = skipWhenEmpty == null ? List.of() : List.copyOf(skipWhenEmpty);
    }

    /**
     * Where a text comes from: a column of the row or always the same value.
     *
     * @param slug whether it is made a slug ({@code Contract related} becomes {@code contract-related})
     */
    public record Field(@Nullable String column, @Nullable String value, boolean slug) {
        public Field {
            if ((column == null) == (value == null)) {
                throw new IllegalArgumentException("a field has either column or value");
            }
        }
    }

    /**
     * A point in time out of columns that are joined with one blank.
     *
     * @param pattern of {@link DateTimeFormatter}; absent for RFC 3339
     * @param zone for patterns that have none; UTC when absent
     */
    public record Time(
            List<String> columns,
            @Nullable String pattern,
            @Nullable String zone) {
        public Time {
            if (columns == null || columns.isEmpty()) {
                throw new IllegalArgumentException("a time has columns");
            }
            if (pattern != null) {
                var _ = DateTimeFormatter.ofPattern(pattern);
            }
            var _ = ZoneId.of(zone == null ? "UTC" : zone);
        }
    }

    /** The agent by id, or by an alias (kind and value); the name is used when the agent is registered. */
    public record Agent(
            @Nullable Field id,
            @Nullable Field name,
            @Nullable Alias alias) {
        public Agent {
            if ((id == null) == (alias == null)) {
                throw new IllegalArgumentException("agent has either id or alias");
            }
        }
    }

    public record Alias(String kind, Field value) {}

    public record Rating(Field topic, Field value, Scale scale) {
        public Rating {
            need(topic, "ratings.topic");
            need(value, "ratings.value");
            need(scale, "ratings.scale");
        }
    }

    /** @param direction {@code higher-is-better} when absent */
    public record Scale(double min, double max, @Nullable String direction) {}

    public record Interaction(
            @Nullable Field id,
            @Nullable Field channel,
            @Nullable Time endedAt,
            @Nullable Field url) {}

    /** Reads a mapping; throws {@link IOException} that says what is wrong in words. */
    public static Mapping parse(String yaml) throws IOException {
        try {
            return YAML.readValue(yaml, Mapping.class);
        } catch (JsonMappingException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException("The mapping cannot be used: " + firstLine(cause), e);
        }
    }

    /** The shipped mapping whose columns are all in {@code header}, or null. */
    public static @Nullable Mapping fitting(Set<String> header) throws IOException {
        for (String path : SHIPPED) {
            Mapping mapping = parse(Resources.text(path));
            if (header.containsAll(mapping.columns())) {
                return mapping;
            }
        }
        return null;
    }

    /** Every column that the mapping reads. */
    public Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>(skipWhenEmpty);
        columns.addAll(respondedAt.columns());
        Stream<@Nullable Field> fields = Stream.of(responseId, agent.id(), agent.name(), customer, comment, language);
        add(columns, fields);
        if (agent.alias() != null) {
            add(columns, Stream.of(agent.alias().value()));
        }
        add(columns, ratings.stream().flatMap(rating -> Stream.of(rating.topic(), rating.value())));
        if (interaction != null) {
            add(columns, Stream.of(interaction.id(), interaction.channel(), interaction.url()));
            if (interaction.endedAt() != null) {
                columns.addAll(interaction.endedAt().columns());
            }
        }
        return columns;
    }

    private static void add(Set<String> columns, Stream<? extends @Nullable Field> fields) {
        fields.forEach(field -> {
            if (field != null && field.column() != null) {
                columns.add(field.column());
            }
        });
    }

    private static void need(@Nullable Object part, String name) {
        if (part == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
    }

    private static String firstLine(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return message.lines().findFirst().orElse(message);
    }
}
