package dev.touchline.alerting.core;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a silence says, apart from its id and version: whom it is about, when, and why. An empty set stands for all; a
 * rating is covered when every set has it.
 *
 * @param from event time from which ratings raise nothing
 * @param to event time from which they do again; none only where {@code tenure} bounds it
 * @param reason for people: {@code Anna is on leave}
 */
public record Quiet(
        Set<String> agents,
        Set<String> teams,
        Set<String> channels,
        Set<String> topics,
        Tenure tenure,
        Instant from,
        Optional<Instant> to,
        String reason) {
    /** @throws IllegalArgumentException naming the value that is out of its {@link Limits} */
    public Quiet {
        Limits.check("agents", Limits.scope(agents));
        Limits.check("teams", Limits.scope(teams));
        Limits.check("channels", Limits.scope(channels));
        Limits.check("topics", Limits.scope(topics));
        agents.forEach(agent -> Limits.check("agent", Limits.agent(agent)));
        teams.forEach(team -> Limits.check("team", Limits.slug(team)));
        channels.forEach(channel -> Limits.check("channel", Limits.channel(channel)));
        topics.forEach(topic -> Limits.check("topic", Limits.slug(topic)));
        Limits.check("from", Limits.time(from));
        Limits.check("to", Limits.quietUntil(from, to, tenure));
        Limits.check("reason", Limits.name(reason));
        agents = Set.copyOf(agents);
        teams = Set.copyOf(teams);
        channels = Set.copyOf(channels);
        topics = Set.copyOf(topics);
        if (agents.isEmpty()
                && teams.isEmpty()
                && channels.isEmpty()
                && topics.isEmpty()
                && tenure.equals(Tenure.ANY)) {
            throw new IllegalArgumentException("scope must name something");
        }
    }

    boolean covers(Rating rating) {
        return !rating.respondedAt().isBefore(from)
                && to.filter(end -> !rating.respondedAt().isBefore(end)).isEmpty()
                && (agents.isEmpty() || agents.contains(rating.agent().id()))
                && (teams.isEmpty() || teams.contains(rating.team()))
                && (topics.isEmpty() || topics.contains(rating.topic()))
                && (channels.isEmpty()
                        || rating.channel().filter(channels::contains).isPresent())
                && tenure.covers(rating);
    }
}
