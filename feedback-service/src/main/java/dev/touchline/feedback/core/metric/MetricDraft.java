package dev.touchline.feedback.core.metric;

import org.jspecify.annotations.Nullable;

/** A metric value as posted: JSON types are right (or were complained about), nothing else is known. */
public record MetricDraft(
        @Nullable String agent,
        @Nullable String metric,
        @Nullable String from,
        @Nullable String to,
        @Nullable Double value) {}
