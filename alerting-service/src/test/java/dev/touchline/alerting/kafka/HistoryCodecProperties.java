package dev.touchline.alerting.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.alerting.core.AgentTopicHistory;
import dev.touchline.alerting.core.AlertEngine;
import dev.touchline.alerting.core.Arrival;
import dev.touchline.alerting.core.Baseline;
import dev.touchline.alerting.core.Baselines;
import dev.touchline.alerting.core.Bound;
import dev.touchline.alerting.core.Condition;
import dev.touchline.alerting.core.Contribution;
import dev.touchline.alerting.core.Contributions;
import dev.touchline.alerting.core.Counted;
import dev.touchline.alerting.core.Definition;
import dev.touchline.alerting.core.Filter;
import dev.touchline.alerting.core.FilterBook;
import dev.touchline.alerting.core.Kind;
import dev.touchline.alerting.core.Person;
import dev.touchline.alerting.core.Phrases;
import dev.touchline.alerting.core.Quiet;
import dev.touchline.alerting.core.Rating;
import dev.touchline.alerting.core.Remembered;
import dev.touchline.alerting.core.ResponseKey;
import dev.touchline.alerting.core.Scope;
import dev.touchline.alerting.core.Severity;
import dev.touchline.alerting.core.Silence;
import dev.touchline.alerting.core.Tenure;
import dev.touchline.alerting.core.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HistoryCodecProperties {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123456789Z");

    /** Written by the release that knew each and count only. */
    private static final String FORM_1 =
            "01000000006b016ba0c0f495b00d959aef3a060205636f756e74010307000464656d6f027230ffc50a959aef3aef0195"
                    + "9aef3a4039000000000000000632206f662035000762696c6c696e670701027232808c15959aef3aef01959aef3a0000"
                    + "000000000000000631206f662035030701027234808c15959aef3aef01959aef3a403900000000000002030001070102"
                    + "723280c60a959aef3a030203908a15959aef3a04656163680003010102723280c60a959aef3aef01959aef3a00000000"
                    + "000000000403010102723380c60a959aef3aef01959aef3a4049000000000000000633206f66203503010102723480c6"
                    + "0a959aef3aef01959aef3a40390000000000000203010101027230ffc50a959aef3a030101ef01959aef3a0101010272"
                    + "3480d21f959aef3a030101ef01959aef3a";

    /** Written by the release that wrote a rating anew for each filter. */
    private static final String FORM_2 =
            "02000000006b016ba0c0f495b00d959aef3a060305636f756e74010307000464656d6f027230ffc50a959aef3aef0195"
                    + "9aef3a4039000000000000000632206f662035000762696c6c696e67000701027232808c15959aef3aef01959aef3a00"
                    + "00000000000000000631206f66203503000701027234808c15959aef3aef01959aef3a40390000000000000203000000"
                    + "01070102723280c60a959aef3a0303908a15959aef3a0004656163680003010102723280c60a959aef3aef01959aef3a"
                    + "0000000000000000040300010102723380c60a959aef3aef01959aef3a4049000000000000000633206f662035030001"
                    + "0102723480c60a959aef3aef01959aef3a4039000000000000020300010101027230ffc50a959aef3a0301ef01959aef"
                    + "3a0001010102723480d21f959aef3a0301ef01959aef3a0005736869667401050301027230ffc50a959aef3aef01959a"
                    + "ef3a403900000000000002030165030102723180c60a959aef3aef01959aef3a4059000000000000000635206f662035"
                    + "030165030102723280c60a959aef3aef01959aef3a000000000000000004030165030102723380c60a959aef3aef0195"
                    + "9aef3a404900000000000005030165030102723480c60a959aef3aef01959aef3a403900000000000002030165000103"
                    + "013fed449c98da06ca01016500010301400301d9446385700503f903";

    private static final Baselines USUAL =
            rating -> Optional.of(new Baseline(new TreeMap<>(Map.of(20.0, 100L, 90.0, 900L)), true, 14));

    /** As notes were before they named their snapshot, of 101 in a thousand; so many that no error is added to it. */
    private static final Baselines USUAL_THEN =
            rating -> Optional.of(new Baseline(new TreeMap<>(Map.of(20.0, 101_000L, 90.0, 899_000L)), false, 0));

    /** Covers the newest days of one of two agents. */
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
                    NOW.minus(Duration.ofDays(20)),
                    Optional.of(NOW.plusSeconds(1)),
                    "On leave")));

    private final FilterBook book = FilterBook.of(List.of(
                    filter("each", 1, new Condition.Each(new Bound.AtMost(50)), Duration.ofHours(8)),
                    filter("count", 7, new Condition.Count(25, 3, Duration.ofDays(7)), Duration.ZERO),
                    filter(
                            "word",
                            2,
                            new Condition.Keyword(Phrases.of(List.of("refund")), Set.of(Words.Place.COMMENT)),
                            Duration.ofHours(1)),
                    filter("shift", 300, new Condition.Shift(25, 3, 100_000), Duration.ofHours(1)),
                    filter("share", 1, new Condition.Share(25, 0, 10, Duration.ofDays(14), 0.001), Duration.ZERO)))
            .published(LEAVE, Instant.EPOCH);

    @Property(tries = 300)
    void whatIsWrittenIsReadBack(@ForAll long seed, @ForAll @IntRange(max = 60) int size) {
        AgentTopicHistory history = history(new Random(seed), size, 40);

        AgentTopicHistory read = read(write(history, NOW), book);

        assertThat(read).isEqualTo(history);
    }

    @Test
    void aMarkTakesLittleMoreThanItsResponseId() {
        AgentTopicHistory one = history(new Random(1), 400, 3);
        int marks = one.tracks().values().stream()
                .mapToInt(track -> track.marks().size())
                .sum();
        int ids = one.tracks().values().stream()
                .flatMap(track -> track.marks().stream())
                .mapToInt(mark -> mark.response().responseId().length())
                .sum();

        assertThat((write(one, NOW).length - ids) / (double) marks).isLessThan(32);
    }

    @Test
    void whatHasNoFilterHereIsWrittenBackAsItWas() {
        byte[] written = write(history(new Random(2), 40, 40), NOW);
        FilterBook without = FilterBook.of(book.inForceAt(NOW).stream()
                .filter(filter -> !filter.id().equals("count"))
                .toList());

        AgentTopicHistory read = read(written, without);

        assertThat(read.tracks()).containsOnlyKeys("count", "each", "share", "shift", "word");
        assertThat(write(read, NOW)).isEqualTo(written);
        assertThat(write(read(written, FilterBook.EMPTY), NOW)).isEqualTo(written);
    }

    @Test
    void whatIsRememberedOfAResponseIsReadBack() {
        Counted counted = new Counted(new TreeMap<>(
                Map.of("clarity", new Contribution("billing", 0), "effort", new Contribution("billing", 100))));
        Remembered remembered = new Remembered(
                UUID.randomUUID(),
                NOW,
                2,
                Map.of("clarity", NOW.minusNanos(1), "effort", Instant.EPOCH),
                counted,
                Set.of("courtesy", "wait-time"));

        assertThat(RememberedCodec.read(RememberedCodec.write(remembered, NOW))).isEqualTo(remembered);
    }

    @Property(tries = 200)
    void whatCountsOfAnAgentIsReadBack(@ForAll long seed, @ForAll @IntRange(max = 40) int size) {
        Random random = new Random(seed);
        Contributions contributions = Contributions.EMPTY;
        for (int i = 0; i < size; i++) {
            Contribution one = new Contribution("team-" + random.nextInt(3), random.nextInt(101));
            contributions = contributions.with(20_000 + random.nextInt(60), one, random.nextInt(4) - 1);
        }
        StateWriter out = new StateWriter();

        ContributionsCodec.write(out, contributions);

        assertThat(ContributionsCodec.read(new StateReader(out.bytes()))).isEqualTo(contributions);
    }

    @Test
    void fourWeeksOfEightRatingsADayTakeLessThan400Bytes() {
        Contributions contributions = Contributions.EMPTY;
        for (int i = 0; i < 28 * 8; i++) {
            contributions = contributions.with(20_000 + i / 8, new Contribution("billing", i % 5 * 25), 1);
        }
        StateWriter out = new StateWriter();

        ContributionsCodec.write(out, contributions);

        assertThat(out.bytes()).hasSizeLessThan(400);
    }

    @Test
    void whatIsRememberedInTheFirstFormIsOfTheFirstAttribution() {
        UUID eventId = UUID.randomUUID();
        byte[] first = Expiry.begin(1, NOW)
                .uuid(eventId)
                .instant(NOW, Instant.EPOCH)
                .count(1)
                .text("clarity")
                .instant(NOW, NOW)
                .bytes();

        assertThat(RememberedCodec.read(first))
                .isEqualTo(new Remembered(eventId, NOW, 1, Map.of("clarity", NOW), Counted.NOTHING, Set.of()));
    }

    @Test
    void ofWhatIsRememberedInTheSecondFormNothingCountsYet() {
        UUID eventId = UUID.randomUUID();
        byte[] second = Expiry.begin(2, NOW)
                .uuid(eventId)
                .instant(NOW, Instant.EPOCH)
                .count(3)
                .count(1)
                .text("clarity")
                .instant(NOW, NOW)
                .bytes();

        assertThat(RememberedCodec.read(second))
                .isEqualTo(new Remembered(eventId, NOW, 3, Map.of("clarity", NOW), Counted.NOTHING, Set.of()));
    }

    @Test
    void theFirstFormIsStillRead() {
        FilterBook then = FilterBook.of(List.of(
                filter("each", 1, new Condition.Each(new Bound.AtMost(50)), Duration.ofHours(8)),
                filter("count", 7, new Condition.Count(25, 2, Duration.ofDays(7)), Duration.ZERO)));

        assertThat(read(HexFormat.of().parseHex(FORM_1), then)).isEqualTo(fiveDays(then));
    }

    @Test
    void theSecondFormIsStillRead() {
        FilterBook then = FilterBook.of(List.of(
                filter("each", 1, new Condition.Each(new Bound.AtMost(50)), Duration.ofHours(8)),
                filter("shift", 3, new Condition.Shift(25, 3, 100_000), Duration.ofHours(1)),
                filter("count", 7, new Condition.Count(25, 2, Duration.ofDays(7)), Duration.ZERO)));

        assertThat(read(HexFormat.of().parseHex(FORM_2), then)).isEqualTo(fiveDays(then));
    }

    private static AgentTopicHistory fiveDays(FilterBook then) {
        AlertEngine engine = new AlertEngine(Duration.ofHours(72));
        double[] scores = {25, 100, 0, 50, 25};
        AgentTopicHistory history = AgentTopicHistory.EMPTY;
        for (int i = 0; i < scores.length; i++) {
            Instant at = NOW.plus(Duration.ofDays(i));
            Rating rating = new Rating(
                    new ResponseKey("demo", "r" + i),
                    "clarity",
                    new Person("a-1", Optional.empty()),
                    "billing",
                    Optional.empty(),
                    at,
                    at,
                    at.minusSeconds(120),
                    scores[i],
                    (int) (scores[i] / 25 + 1) + " of 5",
                    Words.NONE);
            history = engine.judge(history, new Arrival.First(rating), then, USUAL_THEN)
                    .history();
        }
        return history;
    }

    @Test
    void everyValueSaysWhenItMayGo() {
        byte[] value = RememberedCodec.write(
                new Remembered(UUID.randomUUID(), NOW, 1, Map.of(), Counted.NOTHING, Set.of()), NOW);

        assertThat(Expiry.isOver(value, NOW)).isFalse();
        assertThat(Expiry.isOver(value, NOW.plusSeconds(1))).isTrue();
    }

    private AgentTopicHistory history(Random random, int size, int days) {
        AlertEngine engine = new AlertEngine(Duration.ofHours(72));
        AgentTopicHistory history = AgentTopicHistory.EMPTY;
        for (int i = 0; i < size; i++) {
            Instant at = NOW.minusSeconds(random.nextInt(days * 86_400)).plusNanos(random.nextInt(1000));
            Rating rating = new Rating(
                    new ResponseKey(random.nextBoolean() ? "demo" : "other", "response-" + i),
                    "clarity",
                    new Person("a-" + random.nextInt(2), Optional.empty()),
                    "team-" + random.nextInt(3),
                    Optional.empty(),
                    at,
                    NOW,
                    at.minusSeconds(random.nextInt(600)),
                    random.nextInt(200) / 3.0,
                    random.nextInt(5) + " of 5",
                    random.nextInt(9) == 0 ? new Words(Optional.of("refund"), List.of()) : Words.NONE);
            history = engine.judge(history, new Arrival.First(rating), book, USUAL)
                    .history();
        }
        return history;
    }

    private static Filter filter(String id, long version, Condition when, Duration cooldown) {
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
        return new Filter(id, version, Instant.EPOCH, definition);
    }

    /** Without contributions. */
    static byte[] write(AgentTopicHistory history, Instant expiresAt) {
        return HistoryCodec.write(new HistoryCodec.Base(history, Contributions.EMPTY), expiresAt);
    }

    static AgentTopicHistory read(byte[] value, FilterBook book) {
        return HistoryCodec.read(value, book).history();
    }
}
