package dev.touchline.alerting.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is usual for an agent, against the plainest way to say it: count the colleagues' answers one by one. */
class ColleaguesProperties {
    private static final String TOPIC = "clarity";
    private static final long FIRST_DAY = 20_000;
    private static final int DAYS = 20;
    private static final int PARTITIONS = 3;
    private static final int AGENTS = 7;

    /** A revision of a response as it stands in the log; it may rate nothing, as one that was taken from its agent. */
    private record Sent(int agent, int response, long day, Optional<Contribution> rating) {
        int partition() {
            return agent % PARTITIONS;
        }
    }

    @Property(tries = 300)
    void itIsWhatTheColleaguesWereRatedByTheEndOfTheDayBefore(@ForAll long seed) {
        // given
        Random random = new Random(seed);
        List<Sent> log = log(random);
        Map<Integer, Contributions> contributions = new HashMap<>();
        Snapshots snapshots = new Snapshots(Duration.ofDays(3));
        List<Snapshot.Published> published = published(log, contributions);
        Collections.shuffle(published, random);
        published.forEach(snapshots::add);

        // then
        for (int agent = 0; agent < AGENTS; agent++) {
            for (Optional<String> team : List.of(Optional.of("team-0"), Optional.<String>empty())) {
                long day = FIRST_DAY + DAYS - random.nextInt(4);
                Contributions own = contributions.getOrDefault(agent, Contributions.EMPTY);
                Snapshots.Found usual = snapshots.colleagues(
                        new Snapshot.Group(team, TOPIC),
                        day,
                        midnight(day).plus(Snapshots.SETTLES),
                        agent % PARTITIONS,
                        of -> own.upTo(of, team));

                assertThat(usual.ratings()).isEqualTo(counted(log, agent, day, team));
            }
        }
    }

    private static List<Sent> log(Random random) {
        List<Sent> log = new ArrayList<>();
        for (long day = FIRST_DAY; day < FIRST_DAY + DAYS; day++) {
            for (int i = random.nextInt(12); i >= 0; i--) {
                int response = random.nextInt(120);
                Contribution rating = new Contribution("team-" + random.nextInt(2), random.nextInt(5) * 25);
                log.add(new Sent(
                        response % AGENTS,
                        response,
                        day,
                        random.nextInt(8) == 0 ? Optional.empty() : Optional.of(rating)));
            }
        }
        return log;
    }

    /** By the product's own steps, each partition for itself; contributions are left as they are at the end. */
    private static List<Snapshot.Published> published(List<Sent> log, Map<Integer, Contributions> contributions) {
        List<Snapshot.Published> published = new ArrayList<>();
        Map<Integer, Counted> responses = new HashMap<>();
        for (long day = FIRST_DAY; day < FIRST_DAY + DAYS; day++) {
            for (Sent sent : log) {
                if (sent.day() == day) {
                    Counted before = responses.getOrDefault(sent.response(), Counted.NOTHING);
                    Counted after = counted(sent);
                    responses.put(sent.response(), after);
                    Contributions known = contributions.getOrDefault(sent.agent(), Contributions.EMPTY);
                    contributions.put(sent.agent(), before.replaced(after, TOPIC, day, known));
                }
            }
            for (int partition = 0; partition < PARTITIONS; partition++) {
                Closing closing = new Closing(day);
                for (int agent = partition; agent < AGENTS; agent += PARTITIONS) {
                    closing.add(TOPIC, contributions.getOrDefault(agent, Contributions.EMPTY));
                }
                Instant at = midnight(day + 1);
                closing.snapshots(partition).forEach(snapshot -> published.add(new Snapshot.Published(snapshot, at)));
            }
        }
        return published;
    }

    private static Counted counted(Sent sent) {
        TreeMap<String, Contribution> byTopic = new TreeMap<>();
        sent.rating().ifPresent(rating -> byTopic.put(TOPIC, rating));
        return new Counted(byTopic);
    }

    private static Histogram counted(List<Sent> log, int agent, long before, Optional<String> team) {
        Histogram sum = Histogram.EMPTY;
        Set<Integer> seen = new HashSet<>();
        for (Sent sent : log.reversed()) {
            if (sent.day() < before && sent.agent() != agent && seen.add(sent.response())) {
                Optional<Contribution> rating =
                        sent.rating().filter(one -> team.isEmpty() || team.get().equals(one.team()));
                sum = rating.isPresent() ? sum.plus(rating.get().point(), 1) : sum;
            }
        }
        return sum;
    }

    private static Instant midnight(long day) {
        return Instant.EPOCH.plus(Duration.ofDays(day));
    }
}
