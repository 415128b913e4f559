package dev.touchline.alerting.core;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is usual for one agent: the ratings of the team without the agent's own or, where a team has too few, those of
 * the whole organisation. Made for one response; asked by several filters, it answers each topic once.
 */
public final class Colleagues implements Baselines {
    private final Function<Instant, Snapshots> snapshots;
    private final int partition;
    private final Function<String, Contributions> contributions;
    private final Map<String, Optional<Baseline>> answered = new HashMap<>();

    /**
     * @param snapshots those that were in force at an instant of receipt, and perhaps newer ones; asked only when
     *     needed
     * @param partition of the agent
     * @param contributions of the agent, by topic
     */
    public Colleagues(
            Function<Instant, Snapshots> snapshots, int partition, Function<String, Contributions> contributions) {
        this.snapshots = snapshots;
        this.partition = partition;
        this.contributions = contributions;
    }

    @Override
    public Optional<Baseline> of(Rating rating) {
        return answered.computeIfAbsent(rating.topic(), topic -> usual(rating));
    }

    private Optional<Baseline> usual(Rating rating) {
        Snapshots known = snapshots.apply(rating.receivedAt());
        return in(known, Optional.of(rating.team()), rating).or(() -> in(known, Optional.empty(), rating));
    }

    private Optional<Baseline> in(Snapshots known, Optional<String> team, Rating rating) {
        Contributions own = contributions.apply(rating.topic());
        long day = day(rating.respondedAt());
        Snapshots.Found found = known.colleagues(
                new Snapshot.Group(team, rating.topic()),
                day,
                rating.receivedAt(),
                partition,
                of -> own.upTo(of, team));
        return Optional.of(found.ratings().baseline(team.isEmpty(), found.age()))
                .filter(Baseline::isEnough);
    }

    /** Its day (UTC), counted from 1970. */
    public static long day(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), Duration.ofDays(1).toSeconds());
    }
}
