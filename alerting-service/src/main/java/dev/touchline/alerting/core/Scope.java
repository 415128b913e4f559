package dev.touchline.alerting.core;

import java.util.Set;

/** Where a filter looks. An empty set stands for all of them. */
public record Scope(Set<String> teams, Set<String> channels, Tenure tenure) {
    public static final Scope EVERYWHERE = new Scope(Set.of(), Set.of());

    /** Whatever the tenure. */
    public Scope(Set<String> teams, Set<String> channels) {
        this(teams, channels, Tenure.ANY);
    }

    /** @throws IllegalArgumentException when there are too many entries or one is unusable */
    public Scope {
        Limits.check("teams", Limits.scope(teams));
        Limits.check("channels", Limits.scope(channels));
        teams.forEach(team -> Limits.check("team", Limits.slug(team)));
        channels.forEach(channel -> Limits.check("channel", Limits.channel(channel)));
        teams = Set.copyOf(teams);
        channels = Set.copyOf(channels);
    }

    /** A response without a channel lies outside a scope that names channels. */
    boolean covers(Rating rating) {
        return (teams.isEmpty() || teams.contains(rating.team()))
                && (channels.isEmpty()
                        || rating.channel().filter(channels::contains).isPresent())
                && tenure.covers(rating);
    }
}
