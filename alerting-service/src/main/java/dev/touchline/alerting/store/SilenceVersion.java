package dev.touchline.alerting.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A version of a silence as it is stored, kept as it was written.
 *
 * @param lifted whether this version ended the silence; what it says is then the last that it said
 * @param changedBy subject of the token
 */
public record SilenceVersion(
        String silenceId,
        long version,
        Instant effectiveFrom,
        boolean lifted,
        JsonNode silence,
        String changedBy,
        Instant changedAt) {}
