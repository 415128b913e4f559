package dev.touchline.alerting.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Adds up the contributions of a partition when a day is over. */
public final class Closing {
    private final long day;
    private final Map<Snapshot.Group, Histogram.Sum> sums = new HashMap<>();

    /** @param day that is over (UTC), counted from 1970 */
    public Closing(long day) {
        this.day = day;
    }

    /** Adds what an agent contributes; what has come down to nothing as well, or an earlier snapshot would stand. */
    public void add(String topic, Contributions contributions) {
        Contributions recent = contributions.since(day - Contributions.WINDOW_DAYS - Snapshots.STALE_DAYS);
        if (recent.entries().isEmpty()) {
            return;
        }
        add(new Snapshot.Group(Optional.empty(), topic), recent);
        TreeSet<String> teams = new TreeSet<>();
        recent.entries().forEach(entry -> teams.add(entry.team()));
        teams.forEach(team -> add(new Snapshot.Group(Optional.of(team), topic), recent));
    }

    private void add(Snapshot.Group group, Contributions contributions) {
        sums.computeIfAbsent(group, none -> new Histogram.Sum()).add(contributions.upTo(day, group.team()), 1);
    }

    public List<Snapshot> snapshots(int partition) {
        List<Snapshot> all = new ArrayList<>();
        sums.forEach((group, sum) -> all.add(new Snapshot(group, day, partition, sum.histogram())));
        return all;
    }
}
