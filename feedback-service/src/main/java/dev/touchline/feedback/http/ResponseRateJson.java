package dev.touchline.feedback.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.touchline.feedback.core.metric.ResponseRate;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How many of the customers who were asked have answered. */
@Schema(name = "ResponseRate")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResponseRateJson(
        @Schema(description = "Surveys offered, as posted under surveys-offered; absent: nobody has said") @Nullable
        Long offered,

        @Schema(
                description = "Responses, from the first day that was reported about to the last one;"
                        + " all of the period where nothing was reported")
        long answered,

        @Schema(description = "0 to 1; absent when it is unknown or can't be right") @Nullable
        Double rate,

        @Schema(
                description = "low: below the floor; inconsistent: more answers than surveys, so one of the two is"
                        + " wrong; unknown: nothing offered, or nobody has said what",
                enumeration = {"fine", "low", "inconsistent", "unknown"})
        String verdict,

        @Schema(description = "What to tell whoever reads the figures; present when low or inconsistent") @Nullable
        String warning) {
    private static final double PRECISION = 10_000;
    private static final int PERCENT = 100;

    static ResponseRateJson of(ResponseRate rate, double floor) {
        return new ResponseRateJson(
                rate.offered().isPresent() ? rate.offered().getAsLong() : null,
                rate.answered(),
                switch (rate.verdict()) {
                    case FINE, LOW -> Math.rint(rate.rate().orElseThrow() * PRECISION) / PRECISION;
                    case INCONSISTENT, UNKNOWN -> null;
                },
                rate.verdict().name().toLowerCase(Locale.ROOT),
                warning(rate, floor));
    }

    private static @Nullable String warning(ResponseRate rate, double floor) {
        return switch (rate.verdict()) {
            case LOW ->
                "Fewer than %s %% of the customers who were asked have answered: the others may think otherwise."
                        .formatted(percent(floor));
            case INCONSISTENT -> "There are more answers than surveys offered: what was reported as offered is wrong.";
            case FINE, UNKNOWN -> null;
        };
    }

    private static String percent(double share) {
        double percent = Math.rint(share * PERCENT * PERCENT) / PERCENT;
        return percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent);
    }
}
