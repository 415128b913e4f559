package dev.touchline.alerting.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A backtest as it stands.
 *
 * @param request what was asked for, as it is shown
 * @param records how many responses are to be read; 0 until that is known
 * @param problem why it failed
 */
public record Backtest(
        UUID id,
        JsonNode request,
        State state,
        String startedBy,
        Instant startedAt,
        Optional<Instant> finishedAt,
        long recordsRead,
        long records,
        Optional<String> problem,
        Optional<JsonNode> result) {
    /** Only a running one can change. */
    public enum State {
        RUNNING,
        DONE,
        FAILED,
        CANCELLED
    }
}
