package dev.touchline.alerting.core;

/** What a statistic has seen of an agent's ratings so far, in event-time order. */
public sealed interface Tally permits Cusum, MonthTest, OwnBest, Recovery {}
