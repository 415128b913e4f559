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
import dev.touchline.alerting.core.Person;
import dev.touchline.alerting.core.Quiet;
import dev.touchline.alerting.core.Rating;
import dev.touchline.alerting.core.ResponseKey;
import dev.touchline.alerting.core.Scope;
import dev.touchline.alerting.core.Severity;
import dev.touchline.alerting.core.Silence;
import dev.touchline.alerting.core.Tenure;
import dev.touchline.alerting.core.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** What was written piece by piece is read back as it was known, whatever happened meanwhile. */
class HistoriesProperties {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final long KEPT_DAYS = 53;
    private static final Duration KEPT = Duration.ofDays(130);

    private static final Baselines USUAL =
            rating -> Optional.of(new Baseline(new TreeMap<>(Map.of(20.0, 100L, 90.0, 900L)), true, 14));

    private static final Silence LEAVE = new Silence(
            "leave",
            1,
            Instant.EPOCH,
            Optional.of(new Quiet(
                    Set.of("a-1"),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    Tenure.ANY,
                    START.plus(Duration.ofDays(10)),
                    Optional.of(START.plus(Duration.ofDays(12))),
                    "On leave")));

    private final FilterBook book = FilterBook.of(List.of(
                    filter("each", new Condition.Each(new Bound.AtMost(20)), Duration.ofHours(8)),
                    filter("count", new Condition.Count(40, 3, Duration.ofDays(7)), Duration.ZERO),
                    filter("shift", new Condition.Shift(40, 3, 1_000), Duration.ofHours(1)),
                    filter("recovered", new Condition.Recovered(40, 5, Duration.ofDays(10)), Duration.ZERO),
                    filter("share", new Condition.Share(40, 0, 10, Duration.ofDays(14), 0.001), Duration.ZERO)))
            .published(LEAVE, Instant.EPOCH);

    private final AlertEngine engine = new AlertEngine(Duration.ofHours(72));

    @Property(tries = 200)
    void whatIsReadAnewIsWhatIsKnown(@ForAll long seed, @ForAll @IntRange(min = 1, max = 120) int size) {
        KeyValueStore<String, byte[]> store = store();
        Histories histories = new Histories(store, new WarmHistories());
        Course course = new Course(new Random(seed));

        for (int i = 0; i < size; i++) {
            Instant now = course.next();
            Known before = histories.load("a-1", "clarity", now, book);
            histories.save("a-1", "clarity", before, course.change(before), now.plus(KEPT));

            Known warm = histories.load("a-1", "clarity", now, book);
            Known read = new Histories(store, new WarmHistories()).load("a-1", "clarity", now, book);
            assertThat(read.history()).isEqualTo(warm.history());
            assertThat(kept(read, now)).isEqualTo(kept(warm, now));
        }
    }

    @Property(tries = 50)
    void whatMustBeReadAnewEachTimeComesToTheSame(@ForAll long seed, @ForAll @IntRange(min = 1, max = 80) int size) {
        Histories warm = new Histories(store(), new WarmHistories());
        Histories cold = new Histories(store(), new WarmHistories(() -> 0));
        Course one = new Course(new Random(seed));
        Course other = new Course(new Random(seed));

        for (int i = 0; i < size; i++) {
            Instant now = one.next();
            other.next();
            Known known = warm.load("a-1", "clarity", now, book);
            Known again = cold.load("a-1", "clarity", now, book);
            assertThat(again.history()).isEqualTo(known.history());
            warm.save("a-1", "clarity", known, one.change(known), now.plus(KEPT));
            cold.save("a-1", "clarity", again, other.change(again), now.plus(KEPT));
        }
    }

    @Property(tries = 50)
    void whereOneOfTheTwoHasGoneTheOtherCountsForNothingAndNumbersGrow(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int size, @ForAll boolean base) {
        KeyValueStore<String, byte[]> store = store();
        Histories histories = new Histories(store, new WarmHistories());
        Course course = new Course(new Random(seed));
        for (int i = 0; i < size; i++) {
            Instant now = course.next();
            Known known = histories.load("a-1", "clarity", now, book);
            histories.save("a-1", "clarity", known, course.change(known), now.plus(KEPT));
        }
        long told = histories.load("a-1", "clarity", course.now, book).history().seq();

        store.delete(base ? StateStores.historyKey("a-1", "clarity") : StateStores.timeKey("a-1", "clarity"));

        Known left = new Histories(store, new WarmHistories()).load("a-1", "clarity", course.next(), book);
        assertThat(left.history().tracks()).isEmpty();
        assertThat(left.history().seq()).isGreaterThanOrEqualTo(told);
    }

    /** A base may still say what is too old to be asked for. */
    private static Contributions kept(Known known, Instant now) {
        return known.contributions().since(now.getEpochSecond() / 86_400 - KEPT_DAYS);
    }

    /** What may happen to an agent on a topic: ratings in and out of order, revisions, coachings, outcomes. */
    private final class Course {
        private final Random random;
        private final List<Rating> ratings = new ArrayList<>();
        private Instant now = START;

        Course(Random random) {
            this.random = random;
        }

        Instant next() {
            now = now.plusSeconds(random.nextInt(random.nextInt(9) == 0 ? 900_000 : 40_000));
            return now;
        }

        Known.Change change(Known known) {
            int kind = random.nextInt(20);
            if (kind == 0) {
                return change(known, engine.coached(known.history(), now.minusSeconds(random.nextInt(90_000))));
            }
            if (kind == 1 && !ratings.isEmpty()) {
                Set<ResponseKey> out = new TreeSet<>(Set.of(any().response()));
                return change(known, engine.without(known.history(), out));
            }
            if (kind < 5 && !ratings.isEmpty()) {
                Rating earlier = any();
                Rating rating = rating(earlier.response().responseId(), earlier.respondedAt());
                return rated(known, new Arrival.Revised(rating, earlier.respondedAt()), rating);
            }
            Rating rating =
                    rating("r-" + ratings.size(), now.minusSeconds(random.nextInt(random.nextInt(400_000) + 1)));
            ratings.add(rating);
            return rated(known, new Arrival.First(rating), rating);
        }

        private Rating any() {
            return ratings.get(Math.max(0, ratings.size() - 1 - random.nextInt(6)));
        }

        private Known.Change rated(Known known, Arrival arrival, Rating rating) {
            Decision decision = engine.judge(known.history(), arrival, book, USUAL);
            long day = now.getEpochSecond() / 86_400;
            Contributions contributions = known.contributions()
                    .with(day, new Contribution(rating.team(), (int) Math.ceil(rating.score())), 1)
                    .since(day - KEPT_DAYS);
            return new Known.Change(decision.history(), decision.appended(), contributions);
        }

        private static Known.Change change(Known known, Decision decision) {
            return new Known.Change(decision.history(), decision.appended(), known.contributions());
        }

        private Rating rating(String id, Instant at) {
            return new Rating(
                    new ResponseKey("demo", id),
                    "clarity",
                    new Person("a-1", Optional.empty()),
                    "team-" + random.nextInt(2),
                    Optional.empty(),
                    at,
                    now,
                    at.minusSeconds(random.nextInt(600)),
                    random.nextInt(11) * 10.0,
                    random.nextInt(5) + " of 5",
                    Words.NONE);
        }
    }

    /** One that is empty. */
    static KeyValueStore<String, byte[]> store() {
        KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("memory"), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(new MockProcessorContext<byte[], byte[]>().getStateStoreContext(), store);
        return store;
    }

    private static Filter filter(String id, Condition when, Duration cooldown) {
        Definition definition = new Definition(
                "Some",
                Kind.COACHING,
                Set.of("clarity"),
                true,
                Scope.EVERYWHERE,
                when,
                cooldown,
                Duration.ofHours(2),
                Severity.NORMAL);
        return new Filter(id, 1, Instant.EPOCH, definition);
    }
}
