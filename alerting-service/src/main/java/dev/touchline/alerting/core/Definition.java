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
        Severity severity) {
    /** @throws IllegalArgumentException naming the value that is out of its {@link Limits} */
    public Definition {
        Limits.check("name", Limits.name(name));
        Limits.check("topics", Limits.topics(topics));
        topics.forEach(topic -> Limits.check("topic", Limits.slug(topic)));
        Limits.check("cooldown", Limits.cooldown(cooldown));
        Limits.check("freshFor", Limits.freshFor(freshFor));
        topics = Set.copyOf(topics);
    }

    /** Whether it looks at that rating. */
    boolean covers(Rating rating) {
        return enabled && topics.contains(rating.topic()) && scope.covers(rating.team(), rating.channel());
    }

    /** How far back it looks from a rating: what is older has no effect. */
    public Duration lookBack() {
        Duration window = Conditions.lookBack(when);
        return window.compareTo(cooldown) > 0 ? window : cooldown;
    }

    /** Whether it compares with what is usual. */
    public boolean comparesWithUsual() {
        return !Conditions.statistics(when).isEmpty();
    }

    /** Whether it looks at what customers wrote. */
    public boolean looksAtWords() {
        return Conditions.noting(when).stream().anyMatch(Condition.Keyword.class::isInstance);
    }

    /** What it says, whatever it is called and whether or not it looks: what a backtest is about. */
    public Definition rule() {
        return named("rule").switchedOn();
    }

    /** The same rule, looking. */
    public Definition switchedOn() {
        return new Definition(name, kind, topics, true, scope, when, cooldown, freshFor, severity);
    }

    /** The same rule under another name. */
    public Definition named(String other) {
        return new Definition(other, kind, topics, enabled, scope, when, cooldown, freshFor, severity);
    }
}
