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
        return enabled && topics.contains(rating.topic()) && scope.covers(rating);
    }

    /** The same rule, looking. */
    Definition switchedOn() {
        return new Definition(name, kind, topics, true, scope, when, cooldown, freshFor, severity);
    }

    /** The same rule under another name. */
    public Definition named(String other) {
        return new Definition(other, kind, topics, enabled, scope, when, cooldown, freshFor, severity);
    }
}
