package dev.touchline.alerting.core;

import static dev.touchline.alerting.core.Some.GRACE;
import static dev.touchline.alerting.core.Some.TOPIC;
import static dev.touchline.alerting.core.Some.hour;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Conditions for praise, against the same question answered the slow way. */
class PraiseProperties {
    private static final double[] SCORES = {0, 25, 50, 75, 75, 90.5, 100, 100};

    @Property(tries = 800)
    void anyOrderOfRatingsAndCoachingsWithinTheGraceGivesTheNeedsOfTheReference(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 70) int size) {
        // given
        Random random = new Random(seed);
        List<Edition> filters = filters(random);
        List<Rating> ratings = ratings(random, size, 72);
        List<Instant> coachings = coachings(random, random.nextInt(4), 72);
        List<Object> arrivals = new ArrayList<>(ratings);
        arrivals.addAll(coachings);
        Collections.shuffle(arrivals, random);

        // when
        Ledger ledger = judge(arrivals, FilterBook.of(filters));

        // then
        assertThat(ledger.needs()).isEqualTo(Reference.needs(ratings, filters, coachings));
    }

    @Property(tries = 300)
    void forgettingOldRatingsNeverChangesWhatWasTold(
            @ForAll long seed, @ForAll @IntRange(min = 50, max = 400) int size) {
        // given three months, each arrival less than the grace after its turn
        Random random = new Random(seed);
        List<Edition> filters = filters(random);
        List<Rating> ratings = ratings(random, size, 24 * 90);
        List<Instant> coachings = coachings(random, random.nextInt(6), 24 * 90);
        Map<Object, Instant> arrival = new HashMap<>();
        ratings.forEach(rating -> arrival.put(rating, later(random, rating.respondedAt())));
        coachings.forEach(at -> arrival.put(at, later(random, at)));
        List<Object> arrivals = new ArrayList<>(arrival.keySet());
        arrivals.sort(Comparator.comparing(arrival::get));

        // when
        Ledger ledger = judge(arrivals, FilterBook.of(filters));

        // then
        assertThat(ledger.needs()).isEqualTo(Reference.needs(ratings, filters, coachings));
    }

    private static Instant later(Random random, Instant turn) {
        return turn.plusSeconds(random.nextInt((int) GRACE.toSeconds()));
    }

    private static Ledger judge(List<Object> arrivals, FilterBook book) {
        AlertEngine engine = new AlertEngine(GRACE);
        AgentTopicHistory history = AgentTopicHistory.EMPTY;
        Ledger ledger = new Ledger();
        for (Object arrival : arrivals) {
            Decision decision = arrival instanceof Rating rating
                    ? engine.judge(history, new Arrival.First(rating), book, Some.USUAL)
                    : engine.coached(history, (Instant) arrival);
            assertThat(decision.verdict()).isNotInstanceOf(Verdict.Late.class);
            ledger.apply(decision.changes());
            history = decision.history();
        }
        history.tracks()
                .values()
                .forEach(track -> assertThat(track.tail())
                        .isEqualTo(Walk.walk(track.anchor(), track.marks(), track.settled())
                                .end()));
        return ledger;
    }

    private static List<Rating> ratings(Random random, int size, int hours) {
        List<Rating> ratings = new ArrayList<>();
        int turn = random.nextInt(hours);
        int moves = random.nextInt(2 * hours);
        for (int i = 0; i < size; i++) {
            Instant at = hour(random.nextInt(hours + 1));
            boolean poorTimes = at.isBefore(hour(turn)) && random.nextInt(3) > 0;
            double score = poorTimes ? 25 : SCORES[random.nextInt(SCORES.length)];
            Rating rating = Some.rating("r" + i, TOPIC, at, hour(random.nextInt(hours + 1)), score);
            Optional<String> channel = Optional.of(at.isBefore(hour(moves)) ? "voice" : "chat");
            ratings.add(Some.in("billing", channel, Some.said(rating, Some.comment(rating))));
        }
        return ratings;
    }

    private static List<Instant> coachings(Random random, int size, int hours) {
        List<Instant> coachings = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            coachings.add(hour(random.nextInt(hours + 1)));
        }
        return coachings;
    }

    private static List<Edition> filters(Random random) {
        List<Edition> filters = new ArrayList<>();
        for (int f = 0; f < 2; f++) {
            for (int version = 1; version <= 1 + random.nextInt(2); version++) {
                Duration cooldown = Duration.ofHours(random.nextInt(3) * 12L);
                int from = version == 1 ? -1000 : random.nextInt(72);
                Definition plain = Some.definition(condition(random, 0), cooldown);
                Scope scope = random.nextInt(3) == 0 ? new Scope(Set.of(), Set.of("voice")) : Scope.EVERYWHERE;
                filters.add(new Filter("f" + f, version, hour(from), in(scope, plain)));
            }
        }
        return filters;
    }

    private static Definition in(Scope scope, Definition plain) {
        return new Definition(
                plain.name(),
                plain.kind(),
                plain.topics(),
                true,
                scope,
                plain.when(),
                plain.cooldown(),
                plain.freshFor(),
                plain.severity());
    }

    private static Condition condition(Random random, int depth) {
        return switch (random.nextInt(depth < 1 ? 8 : 6)) {
            case 0, 1, 2 -> new Condition.Best(random.nextInt(5) * 25, 5, Duration.ofDays(1 + random.nextInt(3)));
            case 3, 4 ->
                new Condition.Recovered(25 + random.nextInt(2) * 25, 5, Duration.ofDays(1 + random.nextInt(30)));
            case 5 -> new Condition.Each(new Bound.AtLeast(75));
            case 6 -> new Condition.All(List.of(condition(random, 1), condition(random, 1)));
            default -> new Condition.Any(List.of(condition(random, 1), condition(random, 1)));
        };
    }
}
