package dev.touchline.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.local.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** When a version of the edited filter is in force, on cases small enough to be judged by hand. */
class EditedFilterTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final List<ConsumerRecord<String, String>> publications = new ArrayList<>();

    @Test
    void aVersionPublishedInTimeIsInForceFromWhenItSays() {
        published(1, 50, true, 0, 100);

        assertThat(barAt(1_999)).isEmpty();
        assertThat(barAt(2_000)).hasValue(50.0);
    }

    @Test
    void oneThatIsPublishedTooLateIsInForceOnceItsPublicationHasSettled() {
        published(1, 50, true, 0, 5_000);

        assertThat(barAt(6_299)).isEmpty();
        assertThat(barAt(6_300)).hasValue(50.0);
    }

    @Test
    void aRepeatOfItsPublicationChangesNothing() {
        published(1, 50, true, 0, 100);
        published(1, 50, true, 0, 9_000);

        assertThat(barAt(2_000)).hasValue(50.0);
    }

    @Test
    void theNewestVersionInForceCountsAndOneThatIsOffMarksNothing() {
        published(1, 50, true, 0, 100);
        published(2, 75, true, 1_000, 1_100);
        published(3, 75, false, 2_000, 2_100);

        assertThat(barAt(2_500)).hasValue(50.0);
        assertThat(barAt(3_500)).hasValue(75.0);
        assertThat(barAt(4_500)).isEmpty();
    }

    private void published(long version, int bar, boolean enabled, long changedAt, long publishedAt) {
        String edition = Json.write(Json.object(
                "filterId",
                FilterEdits.FILTER,
                "version",
                version,
                "effectiveFrom",
                NOON.plusMillis(changedAt + 2_000).toString(),
                "definition",
                Json.object("enabled", enabled, "when", Map.of("each", Map.of("scoreAtMost", bar)))));
        publications.add(new ConsumerRecord<>(
                "alerting.filters",
                0,
                publications.size(),
                NOON.plusMillis(publishedAt).toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                0,
                edition.length(),
                "key-" + publications.size(),
                edition,
                new RecordHeaders(),
                Optional.empty()));
    }

    private Optional<Double> barAt(long millis) {
        return EditedFilter.published(publications).barAt(NOON.plusMillis(millis));
    }
}
