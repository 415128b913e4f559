package dev.touchline.alerting.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.alerting.core.AgentTopicHistory;
import dev.touchline.alerting.core.AlertEngine;
import dev.touchline.alerting.core.Arrival;
import dev.touchline.alerting.core.Bound;
import dev.touchline.alerting.core.Condition;
import dev.touchline.alerting.core.Definition;
import dev.touchline.alerting.core.Filter;
import dev.touchline.alerting.core.FilterBook;
import dev.touchline.alerting.core.Kind;
import dev.touchline.alerting.core.Rating;
import dev.touchline.alerting.core.Remembered;
import dev.touchline.alerting.core.ResponseKey;
import dev.touchline.alerting.core.Scope;
import dev.touchline.alerting.core.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HistoryCodecProperties {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123456789Z");

    private final FilterBook book = FilterBook.of(List.of(
            filter("each", 1, new Condition.Each(new Bound.AtMost(50)), Duration.ofHours(8)),
            filter("count", 7, new Condition.Count(25, 3, Duration.ofDays(7)), Duration.ZERO)));

    @Property(tries = 300)
    void whatIsWrittenIsReadBack(@ForAll long seed, @ForAll @IntRange(max = 60) int size) {
        AgentTopicHistory history = history(new Random(seed), size, 40);

        AgentTopicHistory read = HistoryCodec.read(HistoryCodec.write(history, NOW), book);

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

        assertThat((HistoryCodec.write(one, NOW).length - ids) / (double) marks).isLessThan(32);
    }

    @Test
    void whatHasNoFilterHereIsWrittenBackAsItWas() {
        byte[] written = HistoryCodec.write(history(new Random(2), 40, 40), NOW);
        FilterBook without = FilterBook.of(book.inForceAt(NOW).stream()
                .filter(filter -> !filter.id().equals("count"))
                .toList());

        AgentTopicHistory read = HistoryCodec.read(written, without);

        assertThat(read.tracks()).containsOnlyKeys("count", "each");
        assertThat(HistoryCodec.write(read, NOW)).isEqualTo(written);
        assertThat(HistoryCodec.write(HistoryCodec.read(written, FilterBook.EMPTY), NOW))
                .isEqualTo(written);
    }

    @Test
    void whatIsRememberedOfAResponseIsReadBack() {
        Remembered remembered = new Remembered(
                UUID.randomUUID(), NOW, 2, Map.of("clarity", NOW.minusNanos(1), "effort", Instant.EPOCH));

        assertThat(RememberedCodec.read(RememberedCodec.write(remembered, NOW))).isEqualTo(remembered);
    }

    @Test
    void everyValueSaysWhenItMayGo() {
        byte[] value = RememberedCodec.write(new Remembered(UUID.randomUUID(), NOW, 1, Map.of()), NOW);

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
                    "team-" + random.nextInt(3),
                    Optional.empty(),
                    at,
                    NOW,
                    at.minusSeconds(random.nextInt(600)),
                    random.nextInt(200) / 3.0,
                    random.nextInt(5) + " of 5");
            history = engine.judge(history, new Arrival.First(rating), book).history();
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
}
