package dev.touchline.local.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchline.local.replay.RowMapper.Mapped;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The responses of a file, through a mapping or as they stand. */
final class PastResponses {
    private static final ObjectMapper TREES = new ObjectMapper();

    private final PastFile file;
    private final @Nullable RowMapper mapper;

    private PastResponses(PastFile file, @Nullable RowMapper mapper) {
        this.file = file;
        this.mapper = mapper;
    }

    /** Uses {@code mapping}, or else the file's own canonical lines, or else a shipped mapping that fits its header. */
    static PastResponses of(PastFile file, @Nullable Mapping mapping) throws IOException {
        if (mapping != null) {
            if (!file.header().containsAll(mapping.columns())) {
                throw new IOException("The mapping needs the columns %s; the file has %s."
                        .formatted(mapping.columns(), file.header()));
            }
            return new PastResponses(file, new RowMapper(mapping));
        }
        if (file.canonical()) {
            return new PastResponses(file, null);
        }
        Mapping shipped = Mapping.fitting(file.header());
        if (shipped == null) {
            throw new IOException(
                    "No shipped mapping fits the columns %s; write one (docs/replay.md) and give it with --mapping."
                            .formatted(file.header()));
        }
        return new PastResponses(file, new RowMapper(shipped));
    }

    /** Every row from the first; to be closed. */
    Stream<Mapped> all() throws IOException {
        RowMapper rows = mapper;
        return rows == null ? file.trees(PastResponses::canonical) : file.rows(rows::map);
    }

    private static Mapped canonical(JsonNode tree) {
        try {
            Map<String, Object> json = TREES.convertValue(
                    tree,
                    TREES.getTypeFactory().constructMapType(java.util.LinkedHashMap.class, String.class, Object.class));
            String endedAt = tree.path("interaction").path("endedAt").asText("");
            String updatedAt = tree.path("updatedAt").asText("");
            if (!updatedAt.isEmpty()) {
                var _ = time(updatedAt);
            }
            return new Mapped.Response(
                    new PastResponse(
                            time(tree.path("respondedAt").asText()), json, endedAt.isEmpty() ? null : time(endedAt)),
                    tree.path("agent").path("id").asText(null),
                    null);
        } catch (DateTimeParseException e) {
            return new Mapped.Unreadable("the time '" + e.getParsedString() + "' is not RFC 3339");
        }
    }

    private static Instant time(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
