package dev.touchline.local.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A survey response out of a file.
 *
 * @param json canonical JSON; the times in it are those of the file
 * @param endedAt when the interaction ended, where the file says so
 */
record PastResponse(
        Instant respondedAt,
        Map<String, Object> json,
        @Nullable Instant endedAt) {
    /** The canonical JSON with all times moved by {@code shift}. */
    Map<String, Object> shifted(Duration shift) {
        Map<String, Object> shifted = new LinkedHashMap<>(json);
        shifted.put("respondedAt", respondedAt.plus(shift).toString());
        if (json.get("updatedAt") instanceof String updatedAt) {
            shifted.put(
                    "updatedAt",
                    OffsetDateTime.parse(updatedAt).toInstant().plus(shift).toString());
        }
        if (endedAt != null) {
            Map<String, Object> interaction = new LinkedHashMap<>();
            if (json.get("interaction") instanceof Map<?, ?> known) {
                known.forEach((key, value) -> interaction.put(String.valueOf(key), value));
            }
            interaction.put("endedAt", endedAt.plus(shift).toString());
            shifted.put("interaction", interaction);
        }
        return shifted;
    }
}
