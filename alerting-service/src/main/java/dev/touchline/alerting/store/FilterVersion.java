package dev.touchline.alerting.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A version of a filter as it is stored. The definition is kept as it was written: one that this version of Touchline
 * can't understand is still listed, and never lost.
 *
 * @param deleted whether this version ended the filter; its definition is then the last one
 * @param changedBy subject of the token
 * @param forcedBecause why it was enabled without a backtest
 * @param backtest the newest backtest of what it says, when it was put
 */
public record FilterVersion(
        String filterId,
        long version,
        Instant effectiveFrom,
        boolean deleted,
        JsonNode definition,
        String changedBy,
        Instant changedAt,
        Optional<String> forcedBecause,
        Optional<UUID> backtest) {}
