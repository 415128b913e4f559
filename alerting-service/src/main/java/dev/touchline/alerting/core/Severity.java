package dev.touchline.alerting.core;

/** How heavily a need weighs in the queue beside its freshness. */
public enum Severity {
    LOW,
    NORMAL,
    HIGH
}
