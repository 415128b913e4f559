package dev.touchline.local.crash;

import dev.touchline.local.Json;
import java.time.Duration;
import java.util.Map;
import java.util.SortedSet;

/** A filter as these tests use it: what is registered with alerting-service, and what the oracle judges by. */
sealed interface Rule {
    String id();

    SortedSet<String> topics();

    /** Ratings at or below are poor. */
    double scoreAtMost();

    Duration cooldown();

    /** The filter's {@code when}. */
    Map<String, Object> when();

    /** Every poor rating fires. */
    record Each(String id, SortedSet<String> topics, double scoreAtMost, Duration cooldown) implements Rule {
        @Override
        public Map<String, Object> when() {
            return Json.object("each", Json.object("scoreAtMost", scoreAtMost));
        }
    }

    /** A poor rating fires that is at least the {@code atLeast}-th within the time that ends with it. */
    record Count(
            String id, SortedSet<String> topics, double scoreAtMost, int atLeast, Duration within, Duration cooldown)
            implements Rule {
        @Override
        public Map<String, Object> when() {
            return Json.object(
                    "count", Json.object("scoreAtMost", scoreAtMost, "atLeast", atLeast, "within", within.toString()));
        }
    }

    /** The body of the PUT. Fresh for longer than any test, so that nothing expires. */
    default Map<String, Object> definition() {
        return Json.object(
                "name",
                "Crash test " + id(),
                "kind",
                "coaching",
                "topics",
                topics(),
                "enabled",
                true,
                "when",
                when(),
                "cooldown",
                cooldown().toString(),
                "freshFor",
                "P7D",
                "severity",
                "normal",
                "force",
                "A test filter without history");
    }
}
