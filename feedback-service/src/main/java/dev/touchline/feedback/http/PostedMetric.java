package dev.touchline.feedback.http;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A metric value as it is posted. For the documentation only: the real reading is a single streaming pass. */
@Schema(name = "MetricValue", description = "What was measured of an agent over a time")
public record PostedMetric(
        @Schema(required = true, maxLength = 200) String agent,

        @Schema(
                description = "A slug of your choice; surveys-offered, of a day, gives the response rate",
                required = true,
                pattern = "^[a-z0-9-]{1,64}$",
                examples = "surveys-offered")
        String metric,

        @Schema(description = "The first moment, with zone; not in the future", required = true)
        Instant from,

        @Schema(
                description = "The first moment after it; at most 366 days after from, for surveys-offered 25 hours",
                required = true)
        Instant to,

        @Schema(description = "In a unit of your choice", required = true, minimum = "-1e12", maximum = "1e12")
        double value) {}
