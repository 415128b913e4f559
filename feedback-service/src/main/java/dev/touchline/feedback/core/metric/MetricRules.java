package dev.touchline.feedback.core.metric;

import dev.touchline.feedback.core.Fields;
import dev.touchline.feedback.core.Flaws;
import dev.touchline.feedback.core.Limits;
import dev.touchline.feedback.core.Vetted;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What makes a posted metric value acceptable. Reports everything that is wrong. */
public final class MetricRules {
    /** Largest absolute value. */
    public static final double VALUE = 1e12;
    /** Longest time that a value may be about. */
    public static final Duration LONGEST = Duration.ofDays(366);
    /** Longest time that a number of surveys may be about: a day, also the one on which the clocks go back. */
    public static final Duration DAY = Duration.ofHours(25);

    private MetricRules() {}

    /** @param receivedAt a time that has not begun by then can't have been measured */
    public static Vetted<MetricValue> check(MetricDraft draft, Instant receivedAt, Flaws flaws) {
        Fields fields = new Fields(flaws);
        String agent = fields.required("/agent", draft.agent(), Limits.ID_CHARS);
        String metric = fields.slug("", "/metric", draft.metric());
        Instant from = time("/from", draft.from(), fields);
        Instant to = time("/to", draft.to(), fields);
        if (from != null && from.isAfter(receivedAt.plus(Limits.CLOCK_SKEW))) {
            fields.flaw("/from", "", "must not lie in the future");
        }
        if (from != null && to != null) {
            period(from, to, MetricValue.SURVEYS_OFFERED.equals(metric) ? DAY : LONGEST, fields);
        }
        Double value = value(metric, fields.present("/value", draft.value()), fields);
        return !flaws.none() || agent == null || metric == null || from == null || to == null || value == null
                ? new Vetted.Refused<>(flaws.list())
                : new Vetted.Valid<>(new MetricValue(agent, metric, from, to, value));
    }

    /** To the microsecond, as PostgreSQL keeps it: two values must not become one there. */
    private static @Nullable Instant time(String pointer, @Nullable String text, Fields fields) {
        Instant at = fields.time(pointer, fields.present(pointer, text));
        return at == null ? null : at.truncatedTo(ChronoUnit.MICROS);
    }

    private static void period(Instant from, Instant to, Duration longest, Fields fields) {
        if (!from.isBefore(to)) {
            fields.flaw("/to", "", "must be after from");
        } else if (Duration.between(from, to).compareTo(longest) > 0) {
            fields.flaw("/to", "", "must be at most " + longest.toHours() + " hours after from");
        }
    }

    private static @Nullable Double value(@Nullable String metric, @Nullable Double value, Fields fields) {
        if (value == null) {
            return null;
        }
        if (!(Math.abs(value) <= VALUE)) {
            fields.flaw("/value", "", "must lie within -1e12 and 1e12");
            return null;
        }
        if (MetricValue.SURVEYS_OFFERED.equals(metric) && (value < 0 || value != Math.rint(value))) {
            fields.flaw("/value", "", "must be a whole number that is not negative: it counts surveys");
        }
        return value + 0.0; // One zero of the two that a double has.
    }
}
