package dev.touchline.alerting.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.alerting.core.AlertEngine;
import dev.touchline.alerting.core.Arrival;
import dev.touchline.alerting.core.Baseline;
import dev.touchline.alerting.core.Baselines;
import dev.touchline.alerting.core.Bound;
import dev.touchline.alerting.core.Condition;
import dev.touchline.alerting.core.Contribution;
import dev.touchline.alerting.core.Contributions;
import dev.touchline.alerting.core.Decision;
import dev.touchline.alerting.core.Definition;
import dev.touchline.alerting.core.Filter;
import dev.touchline.alerting.core.FilterBook;
import dev.touchline.alerting.core.Kind;
import dev.touchline.alerting.core.Limits;
import dev.touchline.alerting.core.Person;
import dev.touchline.alerting.core.Phrases;
import dev.touchline.alerting.core.Rating;
import dev.touchline.alerting.core.ResponseKey;
import dev.touchline.alerting.core.Scope;
import dev.touchline.alerting.core.Severity;
import dev.touchline.alerting.core.Snapshots;
import dev.touchline.alerting.core.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is kept of an agent on a topic stays small, whatever has happened in the months before: single ratings for the
 * grace, and poor ones for as long as a filter's window may reach.
 */
class StateSizeTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Duration GRACE = Duration.ofHours(72);
    private static final int DAYS = 60;
    private static final int KIBIBYTE = 1024;
    private static final int POOR = 50;

    /** After so many ratings it has been at its largest. */
    private static final int UNTIL_A_BASE = 12;

    private static final String AGENT = "agent-0815";
    private static final String TOPIC = "product-knowledge";

    /** Beside its id: 32 bytes with an id of twelve letters. */
    private static final int A_RATING = 20;

    private static final Baselines USUAL =
            rating -> Optional.of(new Baseline(new TreeMap<>(Map.of(0.0, 100L, 50.0, 100L, 100.0, 800L))));

    private final FilterBook book = FilterBook.of(List.of(
            filter("each-very-poor", new Condition.Each(new Bound.AtMost(0))),
            filter("three-poor-in-a-day", new Condition.Count(25, 3, Duration.ofDays(1))),
            filter("five-poor-in-a-week", new Condition.Count(50, 5, Duration.ofDays(7))),
            filter("rude", new Condition.Keyword(Phrases.of(List.of("rude", "hung up")), Set.of(Words.Place.COMMENT))),
            filter("more-than-usual", new Condition.Shift(50, 3, 100_000))));

    @ParameterizedTest
    @CsvSource({"1, short, 12", "3, short, 12", "8, short, 12", "30, short, 12", "3, uuid, 17", "8, uuid, 17"})
    void fiveFiltersAndTwoMonthsTakeAKibibyteAnd32BytesARatingThatMayStillCount(int aDay, String ids, int idBytes) {
        AlertEngine engine = new AlertEngine(GRACE);
        Random random = new Random(aDay);
        KeyValueStore<String, byte[]> store = HistoriesProperties.store();
        Histories histories = new Histories(store, new WarmHistories());
        long largest = 0;
        List<Instant> times = times(aDay);
        BitSet poor = new BitSet();
        for (int i = 0; i < times.size(); i++) {
            Instant at = times.get(i);
            double score = random.nextInt(100) < 12 ? random.nextInt(3) * 25 : 75 + random.nextInt(2) * 25;
            String id = ids.equals("uuid") ? new UUID(i, -i).toString() : "b-%010d".formatted(i);
            poor.set(i, score <= POOR);
            Rating rating = rating(id, at, score);
            Known known = histories.load(AGENT, TOPIC, at, book);
            Decision decision = engine.judge(known.history(), new Arrival.First(rating), book, USUAL);
            Contributions contributions = known.contributions()
                    .with(at.getEpochSecond() / 86_400, new Contribution("billing", (int) score), 1)
                    .since(NOW.getEpochSecond() / 86_400 - Snapshots.contributionDays(GRACE));
            Known.Change change = new Known.Change(decision.history(), decision.appended(), contributions);
            histories.save(AGENT, TOPIC, known, change, at.plus(Duration.ofDays(130)));
            largest = i < times.size() - UNTIL_A_BASE ? 0 : Math.max(largest, size(store));
        }
        Instant grace = times.getLast().minus(GRACE);
        Instant window = grace.minus(Limits.WITHIN);
        long kept = IntStream.range(0, times.size())
                .filter(i -> times.get(i).isAfter(grace) || times.get(i).isAfter(window) && poor.get(i))
                .count();

        assertThat(largest).isLessThanOrEqualTo(KIBIBYTE + (A_RATING + idBytes) * kept);
    }

    private static long size(KeyValueStore<String, byte[]> store) {
        long size = 0;
        try (var all = store.all()) {
            while (all.hasNext()) {
                var one = all.next();
                size += one.key.length() + one.value.length;
            }
        }
        return size;
    }

    private static List<Instant> times(int aDay) {
        List<Instant> times = new ArrayList<>();
        for (int i = 0; i < DAYS * aDay; i++) {
            times.add(NOW.minus(Duration.ofDays(DAYS))
                    .plus(Duration.ofDays(1).dividedBy(aDay).multipliedBy(i)));
        }
        return times;
    }

    private static Rating rating(String id, Instant at, double score) {
        return new Rating(
                new ResponseKey("platform", id),
                "product-knowledge",
                new Person("a-1", Optional.empty()),
                "billing",
                Optional.of("voice"),
                at,
                at,
                at.minusSeconds(300),
                score,
                (int) (score / 25 + 1) + " of 5",
                new Words(Optional.of(score == 0 ? "he hung up" : "fine"), List.of()));
    }

    private static Filter filter(String id, Condition when) {
        Definition definition = new Definition(
                "Some",
                Kind.COACHING,
                Set.of("product-knowledge"),
                true,
                Scope.EVERYWHERE,
                when,
                Duration.ofHours(8),
                Duration.ofHours(2),
                Severity.NORMAL);
        return new Filter(id, 1, Instant.EPOCH, definition);
    }
}
