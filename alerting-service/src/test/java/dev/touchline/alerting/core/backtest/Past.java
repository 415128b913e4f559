package dev.touchline.alerting.core.backtest;

import dev.touchline.alerting.core.Bound;
import dev.touchline.alerting.core.Condition;
import dev.touchline.alerting.core.Definition;
import dev.touchline.alerting.core.Kind;
import dev.touchline.alerting.core.Person;
import dev.touchline.alerting.core.Rating;
import dev.touchline.alerting.core.Rehearsal;
import dev.touchline.alerting.core.Response;
import dev.touchline.alerting.core.ResponseKey;
import dev.touchline.alerting.core.Scope;
import dev.touchline.alerting.core.Severity;
import dev.touchline.alerting.core.Snapshots;
import dev.touchline.alerting.core.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** Builds the pasts and filters that the tests of backtests need. */
final class Past {
    static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    static final Duration GRACE = Duration.ofHours(72);
    static final String TOPIC = "clarity";
    private static final double[] SCORES = {0, 25, 50, 100};

    private Past() {}

    static Definition each(double scoreAtMost) {
        return filter(new Condition.Each(new Bound.AtMost(scoreAtMost)), Duration.ZERO);
    }

    static Definition count(double scoreAtMost, int atLeast, Duration within) {
        return filter(new Condition.Count(scoreAtMost, atLeast, within), Duration.ofHours(8));
    }

    static Definition statistic(Condition.Statistic when) {
        return filter(when, Duration.ofHours(8));
    }

    static Definition recovered() {
        return filter(new Condition.Recovered(25, 20, Duration.ofDays(30)), Duration.ZERO);
    }

    /** The same, of an agent in that team. */
    static Rehearsal.Sent inTeam(String team, Rehearsal.Sent sent) {
        Response of = sent.response();
        List<Rating> ratings = of.ratings().stream()
                .map(rating -> new Rating(
                        rating.response(),
                        rating.topic(),
                        rating.agent(),
                        team,
                        rating.channel(),
                        rating.respondedAt(),
                        rating.receivedAt(),
                        rating.freshFrom(),
                        rating.score(),
                        rating.given(),
                        rating.words()))
                .toList();
        return new Rehearsal.Sent(
                sent.agent(), new Response(of.key(), of.eventId(), of.updatedAt(), of.attribution(), ratings));
    }

    static Trying trying(Definition draft, Definition live) {
        return new Trying(draft, Optional.of(live), GRACE, new Snapshots(GRACE), Outcomes.NONE, Period.ALWAYS);
    }

    static Rehearsal.Sent sent(String agent, String id, double hours, double score) {
        return sent(agent, id, 0, hours, score, TOPIC);
    }

    static Rehearsal.Sent sent(String agent, String id, int revision, double hours, double score, String topic) {
        ResponseKey key = new ResponseKey("demo", id);
        Instant at = START.plusSeconds((long) (hours * 3600));
        Rating rating = new Rating(
                key,
                topic,
                new Person(agent, Optional.empty()),
                "team-" + agent,
                Optional.of("voice"),
                at,
                at,
                at,
                score,
                score + " of 100",
                Words.NONE);
        UUID content = UUID.nameUUIDFromBytes((id + "/" + revision + "/" + at + score + topic).getBytes());
        return new Rehearsal.Sent(agent, new Response(key, content, START.plusSeconds(revision), 1, List.of(rating)));
    }

    /** Of three agents; each response may come twice or be revised. */
    static List<Rehearsal.Sent> random(Random random, int size, int hours) {
        List<Rehearsal.Sent> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            String agent = "a" + random.nextInt(3);
            int revisions = 1 + random.nextInt(2);
            for (int revision = 0; revision < revisions; revision++) {
                double at = random.nextInt(hours * 4) / 4.0;
                String topic = random.nextInt(5) == 0 ? "elsewhere" : TOPIC;
                Rehearsal.Sent sent = sent(agent, "r" + i, revision, at, SCORES[random.nextInt(SCORES.length)], topic);
                all.add(sent);
                if (random.nextInt(4) == 0) {
                    all.add(sent);
                }
            }
        }
        return all;
    }

    /** When it came, where nothing else is said: as soon as it was given. */
    static Instant arrived(Rehearsal.Sent sent) {
        return sent.response().ratings().getFirst().receivedAt();
    }

    static Figures replay(Trying trying, List<Rehearsal.Sent> past) {
        Replay replay = new Replay(trying, 0);
        past.forEach(sent -> replay.hear(sent.agent(), sent.response(), arrived(sent)));
        return replay.finish().figures(trying.live().isPresent());
    }

    private static Definition filter(Condition when, Duration cooldown) {
        return new Definition(
                "Some filter",
                Kind.COACHING,
                Set.of(TOPIC, "courtesy"),
                false,
                Scope.EVERYWHERE,
                when,
                cooldown,
                Duration.ofHours(2),
                Severity.NORMAL);
    }
}
