package dev.touchline.alerting.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.alerting.core.Snapshots;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FreshnessTest {
    private static final long MONDAY = 20_773;

    private Instant now = Instant.parse("2026-11-16T00:00:05Z");
    private OptionalLong newest = OptionalLong.of(MONDAY - 1);
    private final InstantSource source = () -> now;
    private final Freshness freshness = new Freshness(() -> newest, source.withZone(ZoneOffset.UTC));

    @Test
    void theDayBeforeYesterdayIsFreshEnough() {
        freshness.asked(MONDAY + 1);
        settled();

        assertThat(freshness.stale()).isFalse();
    }

    @Test
    void whenResponsesFlowAndNoSnapshotComesItIsStaleOnceOneShouldHaveSettled() {
        freshness.asked(MONDAY + 2);
        assertThat(freshness.stale()).as("the first response of that day").isFalse();

        settled();
        freshness.asked(MONDAY + 2);
        assertThat(freshness.stale()).isTrue();

        newest = OptionalLong.of(MONDAY + 1);
        assertThat(freshness.stale()).isFalse();
    }

    @Test
    void afterDaysWithoutResponsesTheFirstOneBringsASnapshot() {
        freshness.asked(MONDAY);
        freshness.asked(MONDAY + 20);
        newest = OptionalLong.of(MONDAY + 19);
        settled();

        assertThat(freshness.stale()).isFalse();
    }

    @Test
    void withoutAnyResponseNothingIsStaleHoweverOldItGets() {
        settled();

        assertThat(freshness.stale()).isFalse();
    }

    @Test
    void theFirstSnapshotsAreWaitedForAsLong() {
        newest = OptionalLong.empty();
        freshness.asked(MONDAY);
        freshness.asked(MONDAY + 2);
        settled();
        assertThat(freshness.stale()).isFalse();
        assertThat(freshness.newestDay()).isEqualTo("none yet");

        freshness.asked(MONDAY + 3);
        assertThat(freshness.stale()).isFalse();
        settled();
        assertThat(freshness.stale()).isTrue();
    }

    private void settled() {
        now = now.plus(Snapshots.SETTLES);
    }
}
