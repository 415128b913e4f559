package dev.touchline.alerting.core;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Builds what the tests of the core need, with the uninteresting parts filled in. */
final class Some {
    static final Instant START = Instant.parse("2026-11-21T00:00:00Z");
    static final String TOPIC = "product-knowledge";
    static final Person AGENT = new Person("a-1", Optional.of(LocalDate.parse("2026-09-01")));
    static final Duration GRACE = Duration.ofHours(72);

    private Some() {}

    static Instant hour(double hours) {
        return START.plusSeconds((long) (hours * 3600));
    }

    static Definition definition(Condition when, Duration cooldown) {
        return new Definition(
                "Some filter",
                Kind.COACHING,
                Set.of(TOPIC),
                true,
                Scope.EVERYWHERE,
                when,
                cooldown,
                Duration.ofHours(2),
                Severity.NORMAL);
    }

    static Filter filter(String id, long version, Instant from, Condition when, Duration cooldown) {
        return new Filter(id, version, from, definition(when, cooldown));
    }

    static Filter filter(Condition when, Duration cooldown) {
        return filter("filter", 1, START.minus(Duration.ofDays(365)), when, cooldown);
    }

    static Condition each(double scoreAtMost) {
        return new Condition.Each(new Bound.AtMost(scoreAtMost));
    }

    static Condition count(double scoreAtMost, int atLeast, Duration within) {
        return new Condition.Count(scoreAtMost, atLeast, within);
    }

    static Rating rating(String id, Instant at, double score) {
        return rating(id, TOPIC, at, at.plusSeconds(60), score);
    }

    static Rating rating(String id, String topic, Instant at, Instant received, double score) {
        return new Rating(
                new ResponseKey("demo", id),
                topic,
                AGENT,
                "billing",
                Optional.of("voice"),
                at,
                received,
                at.minusSeconds(120),
                score,
                given(score),
                Words.NONE);
    }

    static Response response(String id, int revision, Rating... ratings) {
        return response(id, revision, 1, ratings);
    }

    static Response response(String id, int revision, int attribution, Rating... ratings) {
        return new Response(
                new ResponseKey("demo", id),
                UUID.nameUUIDFromBytes((id + "#" + revision + "#" + attribution + List.of(ratings)).getBytes()),
                START.plusSeconds(revision),
                attribution,
                List.of(ratings));
    }

    static Condition keyword(String... phrases) {
        return new Condition.Keyword(Phrases.of(List.of(phrases)), Set.of(Words.Place.COMMENT));
    }

    /** One poor rating in ten or in five, depending on the day; on every fourth day nothing is known. */
    static final Baselines USUAL = rating -> {
        long day = Math.floorDiv(rating.respondedAt().getEpochSecond(), 86_400L);
        return day % 4 == 0
                ? Optional.empty()
                : Optional.of(new Baseline(
                        new TreeMap<>(Map.of(0.0, 50L, 25.0, day % 4 * 50, 100.0, 800L)), day % 2 == 0, (int)
                                (day % (Snapshots.STALE_DAYS + 1))));
    };

    static Rating in(String team, Optional<String> channel, Rating rating) {
        return with(rating, rating.agent(), team, channel, rating.words());
    }

    static Rating of(Person agent, Rating rating) {
        return with(rating, agent, rating.team(), rating.channel(), rating.words());
    }

    static Rating said(Rating rating, String comment) {
        Words words = new Words(Optional.of(comment), List.of());
        return with(rating, rating.agent(), rating.team(), rating.channel(), words);
    }

    /** That agent is silent on ratings given from one hour to another. */
    static Silence silence(String id, Person agent, double from, double to) {
        Quiet quiet = new Quiet(
                Set.of(agent.id()),
                Set.of(),
                Set.of(),
                Set.of(),
                Tenure.ANY,
                hour(from),
                Optional.of(hour(to)),
                "Anna is on leave");
        return new Silence(id, 1, START.minus(Duration.ofDays(365)), Optional.of(quiet));
    }

    private static Rating with(Rating rating, Person agent, String team, Optional<String> channel, Words words) {
        return new Rating(
                rating.response(),
                rating.topic(),
                agent,
                team,
                channel,
                rating.respondedAt(),
                rating.receivedAt(),
                rating.freshFrom(),
                rating.score(),
                rating.given(),
                words);
    }

    /** One of three words for every rating, chosen by its response's id and its time. */
    static String comment(Rating rating) {
        int number = rating.response().hashCode() + rating.respondedAt().hashCode();
        return List.of("refund", "cancel", "thanks").get(Math.floorMod(number, 3));
    }

    static String given(double score) {
        return Plain.number(score / 25 + 1) + " of 5";
    }
}
