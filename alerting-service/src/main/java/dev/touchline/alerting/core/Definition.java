package dev.touchline.alerting.core;

import java.time.Duration;
import java.util.Set;

/**
 * What a filter says, apart from its id and version.
 *
 * @param topics what the ratings that it looks at are about
 * @param enabled whether it looks at all
 * @param cooldown after a need, ratings up to this much later (event time) join it instead of causing another
 * @param freshFor how long after its newest interaction a need is worth acting on
 * @param precisionFloor which share of the items that it causes should be about the agent, 0 to 1
 */
public record Definition(
        String name,
        Kind kind,
        Set<String> topics,
        boolean enabled,
        Scope scope,
        Condition when,
        Duration cooldown,
        Duration freshFor,
        Severity severity,
        double precisionFloor) {
    /** Half of them: below that a supervisor's time is wasted more often than not. */
    public static final double FLOOR = 0.5;

    /** @throws IllegalArgumentException naming the value that is out of its {@link Limits} */
    public Definition {
        Limits.check("name", Limits.name(name));
        Limits.check("topics", Limits.topics(topics));
        topics.forEach(topic -> Limits.check("topic", Limits.slug(topic)));
        Limits.check("cooldown", Limits.cooldown(cooldown));
        Limits.check("freshFor", Limits.freshFor(freshFor));
        Limits.check("precisionFloor", Limits.precisionFloor(precisionFloor));
        topics = Set.copyOf(topics);
    }

    /** With the usual floor. */
    public Definition(
            String name,
            Kind kind,
            Set<String> topics,
            boolean enabled,
            Scope scope,
            Condition when,
            Duration cooldown,
            Duration freshFor,
            Severity severity) {
        this(name, kind, topics, enabled, scope, when, cooldown, freshFor, severity, FLOOR);
    }

    /** Whether it looks at that rating. */
    boolean covers(Rating rating) {
        return enabled && topics.contains(rating.topic()) && scope.covers(rating);
    }

    /** How far back it looks from a rating: what is older has no effect. */
    public Duration lookBack() {
        Duration window = Conditions.lookBack(when);
        return window.compareTo(cooldown) > 0 ? window : cooldown;
    }

    /** Whether it compares with what is usual. */
    public boolean comparesWithUsual() {
        return Conditions.statistics(when).stream().anyMatch(Condition.Statistic.class::isInstance);
    }

    /** Whether it looks at what customers wrote. */
    public boolean looksAtWords() {
        return Conditions.noting(when).stream().anyMatch(Condition.Keyword.class::isInstance);
    }

    /** What it finds, whatever else it says: what a backtest is about. */
    public Definition rule() {
        return new Definition("rule", kind, topics, true, scope, when, cooldown, freshFor, Severity.NORMAL);
    }

    /** The same rule, looking. */
    public Definition switchedOn() {
        return new Definition(name, kind, topics, true, scope, when, cooldown, freshFor, severity, precisionFloor);
    }

    /** The same rule under another name. */
    public Definition named(String other) {
        return new Definition(other, kind, topics, enabled, scope, when, cooldown, freshFor, severity, precisionFloor);
    }

    /** The same rule with another floor. */
    Definition withFloor(double other) {
        return new Definition(name, kind, topics, enabled, scope, when, cooldown, freshFor, severity, other);
    }
}
