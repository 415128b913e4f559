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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class AlertEngineProperties {
    private static final double[] SCORES = {0, 10, 25, 40, 75, 100};

    @Property(tries = 1500)
    void anyOrderOfArrivalWithinTheGraceGivesTheNeedsOfTheReference(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 30) int size) {
        // given ratings within the grace, judged by filters whose versions change meanwhile
        Random random = new Random(seed);
        List<Edition> filters = filters(random);
        List<Rating> ratings = ratings(random, size, 72);
        Collections.shuffle(ratings, random);

        // when
        Ledger ledger = new Ledger();
        AgentTopicHistory history = judge(ratings, FilterBook.of(filters), ledger);

        // then
        assertThat(ledger.needs()).isEqualTo(Reference.needs(ratings, filters));
        assertTailsAreTrue(history);
    }

    @Property(tries = 400)
    void forgettingOldRatingsNeverChangesWhatWasTold(
            @ForAll long seed, @ForAll @IntRange(min = 50, max = 300) int size) {
        // given five months of ratings, each arriving less than the grace after its turn
        Random random = new Random(seed);
        List<Edition> filters = filters(random);
        List<Rating> ratings = ratings(random, size, 24 * 150);
        Map<Rating, Instant> arrival = new HashMap<>();
        ratings.forEach(rating ->
                arrival.put(rating, rating.respondedAt().plusSeconds(random.nextInt((int) GRACE.toSeconds()))));
        ratings.sort(Comparator.comparing(arrival::get));

        // when
        Ledger ledger = new Ledger();
        AgentTopicHistory history = judge(ratings, FilterBook.of(filters), ledger);

        // then
        assertThat(ledger.needs()).isEqualTo(Reference.needs(ratings, filters));
        assertTailsAreTrue(history);
    }

    @Property(tries = 400)
    void whatIsSilencedChangesNothingForWhatIsNot(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int size) {
        // given silences of some hours each, in force for what is received from some hour on
        Random random = new Random(seed);
        List<Edition> filters = filters(random);
        List<Rating> ratings = ratings(random, size, 72);
        Collections.shuffle(ratings, random);
        FilterBook book = FilterBook.of(filters);
        List<Rating> heard = new ArrayList<>(ratings);
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            int from = random.nextInt(72);
            int to = from + 1 + random.nextInt(24);
            Instant inForce = hour(random.nextInt(72));
            Silence silence = Some.silence("s" + i, Some.AGENT, from, to);
            book = book.published(silence, inForce.minus(FilterBook.SETTLES));
            heard.removeIf(rating -> !rating.receivedAt().isBefore(inForce)
                    && !rating.respondedAt().isBefore(hour(from))
                    && rating.respondedAt().isBefore(hour(to)));
        }

        // when
        Ledger ledger = new Ledger();
        AgentTopicHistory history = judge(ratings, book, ledger);

        // then
        assertThat(ledger.needs()).isEqualTo(Reference.needs(heard, filters));
        assertTailsAreTrue(history);
    }

    @Property(tries = 600)
    void revisionsAndRepetitionsEndAsIfOnlyTheLastRevisionHadCome(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 15) int size) {
        // given responses on two topics with up to three revisions each
        Random random = new Random(seed);
        List<Edition> filters = filters(random);
        List<Response> sent = new ArrayList<>();
        Map<String, List<Rating>> last = new HashMap<>();
        for (int i = 0; i < size; i++) {
            int revisions = 1 + random.nextInt(3);
            for (int revision = 0; revision < revisions; revision++) {
                Response response = revision(random, "r" + i, revision);
                sent.add(response);
                last.put("r" + i, response.ratings());
            }
        }
        List<Response> arrivals = new ArrayList<>(sent);
        arrivals.addAll(sent.subList(0, sent.size() / 2));
        Collections.shuffle(arrivals, random);

        // when
        Map<String, Ledger> ledgers = judgeAll(arrivals, FilterBook.of(filters));

        // then
        for (String topic : List.of(TOPIC, "courtesy")) {
            List<Rating> net = last.values().stream()
                    .flatMap(List::stream)
                    .filter(rating -> rating.topic().equals(topic))
                    .toList();
            assertThat(ledgers.getOrDefault(topic, new Ledger()).needs())
                    .as(topic)
                    .isEqualTo(Reference.needs(net, filters));
        }
    }

    @Property(tries = 600)
    void whatIsNotTheAgentsDoingEndsAsIfItHadNeverCome(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 15) int size) {
        // given responses with revisions, and words of people about some of them, in any order
        Random random = new Random(seed);
        List<Edition> filters = filters(random);
        List<Object> arrivals = new ArrayList<>();
        List<Rating> net = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            boolean excused = random.nextInt(3) == 0;
            Response last = revision(random, "r" + i, 1);
            arrivals.add(revision(random, "r" + i, 0));
            arrivals.add(last);
            if (excused) {
                arrivals.add(new HashSet<>(List.of(last.key(), new ResponseKey("demo", "r" + random.nextInt(i + 1)))));
            }
            net.addAll(last.ratings());
        }
        Collections.shuffle(arrivals, random);

        // when
        Ledger ledger = judgeAndExcuse(arrivals, FilterBook.of(filters));

        // then
        Set<ResponseKey> gone = new HashSet<>();
        arrivals.forEach(arrival -> {
            if (arrival instanceof Set<?> keys) {
                keys.forEach(key -> gone.add((ResponseKey) key));
            }
        });
        net.removeIf(rating -> !rating.topic().equals(TOPIC) || gone.contains(rating.response()));
        assertThat(ledger.needs()).isEqualTo(Reference.needs(net, filters));
    }

    private static Ledger judgeAndExcuse(List<Object> arrivals, FilterBook book) {
        ResponseJudge judge = new ResponseJudge(new AlertEngine(GRACE));
        Map<ResponseKey, Remembered> known = new HashMap<>();
        Ledger ledger = new Ledger();
        AgentTopicHistory history = AgentTopicHistory.EMPTY;
        for (Object arrival : arrivals) {
            AgentTopicHistory before = history;
            Optional<Decision> decision = Optional.empty();
            if (arrival instanceof Response response) {
                Optional<Remembered> earlier = Optional.ofNullable(known.get(response.key()));
                Judgement judgement = judge.judge(
                        response,
                        earlier,
                        topic -> topic.equals(TOPIC) ? before : AgentTopicHistory.EMPTY,
                        book,
                        Some.USUAL);
                if (judgement instanceof Judgement.Evaluated evaluated) {
                    known.put(response.key(), evaluated.remembered());
                    decision = Optional.ofNullable(evaluated.decisions().get(TOPIC));
                }
            } else if (arrival instanceof Set<?> keys) {
                Map<ResponseKey, Optional<Remembered>> named = new HashMap<>();
                keys.forEach(key -> named.put((ResponseKey) key, Optional.ofNullable(known.get(key))));
                Excusal excusal = judge.excuse(TOPIC, named, history);
                known.putAll(excusal.remembered());
                decision = Optional.of(excusal.decision());
            }
            ledger.apply(decision.map(Decision::changes).orElse(List.of()));
            history = decision.map(Decision::history).orElse(history);
        }
        assertTailsAreTrue(history);
        return ledger;
    }

    private static Response revision(Random random, String id, int revision) {
        List<Rating> ratings = new ArrayList<>();
        for (String topic : List.of(TOPIC, "courtesy")) {
            if (random.nextInt(4) > 0) {
                Instant at = hour(random.nextInt(72));
                Rating rating = Some.rating(id, topic, at, hour(random.nextInt(100)), score(random));
                ratings.add(Some.said(rating, Some.comment(rating)));
            }
        }
        return Some.response(id, revision, ratings.toArray(Rating[]::new));
    }

    private static AgentTopicHistory judge(List<Rating> ratings, FilterBook book, Ledger ledger) {
        AlertEngine engine = new AlertEngine(GRACE);
        AgentTopicHistory history = AgentTopicHistory.EMPTY;
        for (Rating rating : ratings) {
            Decision decision = engine.judge(history, new Arrival.First(rating), book, Some.USUAL);
            assertThat(decision.verdict()).isNotInstanceOf(Verdict.Late.class);
            ledger.apply(decision.changes());
            history = decision.history();
        }
        return history;
    }

    private static Map<String, Ledger> judgeAll(List<Response> arrivals, FilterBook book) {
        ResponseJudge judge = new ResponseJudge(new AlertEngine(GRACE));
        Map<String, Ledger> ledgers = new HashMap<>();
        Map<String, AgentTopicHistory> histories = new HashMap<>();
        Map<ResponseKey, Remembered> known = new HashMap<>();
        for (Response response : arrivals) {
            Judgement judgement = judge.judge(
                    response,
                    Optional.ofNullable(known.get(response.key())),
                    topic -> histories.getOrDefault(topic, AgentTopicHistory.EMPTY),
                    book,
                    Some.USUAL);
            assertThat(judgement).isNotInstanceOf(Judgement.Late.class);
            if (judgement instanceof Judgement.Evaluated evaluated) {
                assertThat(evaluated.lateTopics()).isEmpty();
                known.put(response.key(), evaluated.remembered());
                evaluated.decisions().forEach((topic, decision) -> {
                    histories.put(topic, decision.history());
                    ledgers.computeIfAbsent(topic, none -> new Ledger()).apply(decision.changes());
                });
            }
        }
        return ledgers;
    }

    /** The shortcut for ratings in order ends where the whole walk ends. */
    private static void assertTailsAreTrue(AgentTopicHistory history) {
        history.tracks()
                .values()
                .forEach(track -> assertThat(track.tail())
                        .isEqualTo(Walk.walk(track.anchor(), track.marks(), track.settled())
                                .end()));
    }

    private static List<Rating> ratings(Random random, int size, int hours) {
        List<Rating> ratings = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Instant at = hour(random.nextInt(hours + 1));
            Rating rating = Some.rating("r" + i, TOPIC, at, hour(random.nextInt(hours + 1)), score(random));
            ratings.add(Some.said(rating, Some.comment(rating)));
        }
        return ratings;
    }

    private static List<Edition> filters(Random random) {
        List<Edition> filters = new ArrayList<>();
        for (int f = 0; f < 1 + random.nextInt(3); f++) {
            int from = -1000;
            for (int version = 1; version <= 1 + random.nextInt(3); version++) {
                filters.add(
                        random.nextInt(8) == 0
                                ? new Edition.Ended("f" + f, version, hour(from))
                                : new Filter("f" + f, version, hour(from), definition(random)));
                from = Math.max(from, 0) + random.nextInt(60);
            }
        }
        return filters;
    }

    private static Definition definition(Random random) {
        Duration[] cooldowns = {Duration.ZERO, Duration.ofHours(1), Duration.ofHours(8), Duration.ofDays(9)};
        Definition plain = Some.definition(condition(random, 0), cooldowns[random.nextInt(cooldowns.length)]);
        return new Definition(
                plain.name(),
                plain.kind(),
                Set.of(TOPIC, "courtesy"),
                random.nextInt(8) > 0,
                plain.scope(),
                plain.when(),
                plain.cooldown(),
                plain.freshFor(),
                plain.severity());
    }

    static Condition condition(Random random, int depth) {
        Duration[] windows = {Duration.ofHours(3), Duration.ofDays(1), Duration.ofDays(7), Duration.ofDays(30)};
        return switch (random.nextInt(depth < 2 ? 10 : 7)) {
            case 0, 1 -> Some.each(score(random));
            case 2, 3 -> Some.count(score(random), 2 + random.nextInt(3), windows[random.nextInt(windows.length)]);
            case 4 -> random.nextBoolean() ? Some.keyword("refund") : Some.keyword("cancel", "refund");
            case 5 -> statistic(random);
            case 6 -> statistic(random);
            case 7 -> new Condition.All(List.of(condition(random, depth + 1), condition(random, depth + 1)));
            default -> new Condition.Any(List.of(condition(random, depth + 1), condition(random, depth + 1)));
        };
    }

    private static Condition statistic(Random random) {
        return random.nextBoolean()
                ? new Condition.Share(
                        score(random), random.nextInt(3) / 4.0, 5, Duration.ofDays(1 + random.nextInt(30)), 0.1)
                : new Condition.Shift(score(random), 2 + random.nextInt(4), 500);
    }

    private static double score(Random random) {
        return SCORES[random.nextInt(SCORES.length)];
    }
}
