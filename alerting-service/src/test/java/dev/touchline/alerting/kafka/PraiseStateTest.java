package dev.touchline.alerting.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.alerting.core.AgentTopicHistory;
import dev.touchline.alerting.core.AlertEngine;
import dev.touchline.alerting.core.Arrival;
import dev.touchline.alerting.core.Baselines;
import dev.touchline.alerting.core.Coachings;
import dev.touchline.alerting.core.Filter;
import dev.touchline.alerting.core.FilterBook;
import dev.touchline.alerting.core.Person;
import dev.touchline.alerting.core.Presets;
import dev.touchline.alerting.core.Rating;
import dev.touchline.alerting.core.ResponseKey;
import dev.touchline.alerting.core.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What conditions for praise remember, as it is stored. */
class PraiseStateTest {
    private static final Instant START = Instant.parse("2026-08-01T08:00:00Z");
    private static final int DAYS = 90;
    private static final int A_DAY = 8;

    private final FilterBook book = FilterBook.of(
            Stream.of("own-best", "recovered").map(PraiseStateTest::preset).toList());

    @Test
    void itIsReadBack() {
        AgentTopicHistory history = history();

        AgentTopicHistory read = HistoryCodecProperties.read(HistoryCodecProperties.write(history, START), book);

        assertThat(history.coachings().times()).isNotEmpty();
        assertThat(read)
                .isEqualTo(
                        new AgentTopicHistory(history.closedBefore(), history.seq(), history.tracks(), Coachings.NONE));
    }

    @Test
    void itTakesLessThanAKibibyteBesideWhatIsWithinTheGrace() {
        AgentTopicHistory history = history();
        int marks = history.tracks().values().stream()
                .mapToInt(track -> track.marks().size())
                .sum();
        int ofMarks = marks * (32 + "response-100".length());

        assertThat(marks).isLessThanOrEqualTo(2 * 4 * A_DAY);
        assertThat(HistoryCodecProperties.write(history, START).length - ofMarks)
                .isLessThan(1024);
    }

    @Test
    void anEarlierReleaseKnewOfNoExcuses() {
        UUID eventId = UUID.randomUUID();
        byte[] remembered = Expiry.begin(3, START)
                .uuid(eventId)
                .instant(START, Instant.EPOCH)
                .count(1)
                .count(0)
                .count(1)
                .text("clarity")
                .word("billing")
                .count(25)
                .bytes();

        assertThat(RememberedCodec.read(remembered))
                .satisfies(read -> assertThat(read.excused()).isEmpty())
                .satisfies(read -> assertThat(read.counted().byTopic()).containsOnlyKeys("clarity"));
    }

    private AgentTopicHistory history() {
        AlertEngine engine = new AlertEngine(Duration.ofHours(72));
        AgentTopicHistory history = AgentTopicHistory.EMPTY;
        Random random = new Random(1);
        for (int i = 0; i < DAYS * A_DAY; i++) {
            Instant at = START.plus(Duration.ofHours(i * 24L / A_DAY));
            Rating rating = new Rating(
                    new ResponseKey("demo", "response-" + i),
                    "clarity",
                    new Person("a-1", Optional.empty()),
                    "billing",
                    Optional.empty(),
                    at,
                    at,
                    at,
                    random.nextInt(5) * 25,
                    "some",
                    Words.NONE);
            history = engine.judge(history, new Arrival.First(rating), book, Baselines.NONE)
                    .history();
            history = i % 200 == 199 ? engine.coached(history, at).history() : history;
        }
        return history;
    }

    private static Filter preset(String id) {
        return new Filter(
                id, 1, Instant.EPOCH, Objects.requireNonNull(Presets.byId().get(id)));
    }
}
