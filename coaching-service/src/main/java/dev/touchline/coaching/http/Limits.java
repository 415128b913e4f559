package dev.touchline.coaching.http;

import dev.touchline.kit.http.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long a page may be. */
final class Limits {
    private static final int USUAL = 50;
    private static final int MOST = 200;

    private Limits() {}

    static int of(@Nullable String given, List<Problem.Cause> causes) {
        if (given == null || given.isBlank()) {
            return USUAL;
        }
        try {
            int limit = Integer.parseInt(given.strip());
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Told below, together with what is out of range.
        }
        causes.add(new Problem.Cause("limit", "is a number from 1 to " + MOST));
        return USUAL;
    }

    static Problem badCursor() {
        return new Problem(
                400, "Bad cursor", List.of(new Problem.Cause("cursor", "pass nextCursor on as it was given")));
    }
}
