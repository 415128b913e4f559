package dev.touchline.alerting.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SnapshotsTest {
    private static final Snapshot.Group TEAM = new Snapshot.Group(Optional.of("billing"), "product-knowledge");
    private static final Snapshot.Group EVERYBODY = new Snapshot.Group(Optional.empty(), "product-knowledge");
    private static final long TODAY = Colleagues.day(Some.START);
    private static final Instant MIDNIGHT = Some.START;

    private final Snapshots snapshots = new Snapshots(Some.GRACE);

    @Test
    void aSnapshotIsInForceFromTenMinutesAfterItsPublication() {
        publish(TEAM, TODAY - 2, 0, 1, MIDNIGHT.minus(Duration.ofDays(1)));
        publish(TEAM, TODAY - 1, 0, 2, MIDNIGHT);

        assertThat(asked(MIDNIGHT.plusSeconds(599))).isEqualTo(poor(1));
        assertThat(asked(MIDNIGHT.plusSeconds(600))).isEqualTo(poor(2));
    }

    @Test
    void aRatingIsComparedWithADayBeforeItsOwnHoweverLateItComes() {
        publish(TEAM, TODAY - 1, 0, 1, MIDNIGHT);
        publish(TEAM, TODAY, 0, 2, MIDNIGHT.plus(Duration.ofDays(1)));

        assertThat(asked(MIDNIGHT.plus(Duration.ofDays(2)))).isEqualTo(poor(1));
    }

    @Test
    void aPartitionThatIsBehindStandsWithItsLastSnapshotForTwoWeeks() {
        publish(TEAM, TODAY - 14, 0, 1, MIDNIGHT.minus(Duration.ofDays(13)));
        publish(TEAM, TODAY - 15, 1, 16, MIDNIGHT.minus(Duration.ofDays(14)));
        publish(TEAM, TODAY - 1, 2, 4, MIDNIGHT);

        assertThat(asked(MIDNIGHT.plusSeconds(600))).isEqualTo(poor(5));
    }

    @Test
    void whatIsOlderAtItsReceiptThanTheGraceIsComparedWithNothing() {
        publish(TEAM, TODAY - 1, 0, 1, MIDNIGHT);

        assertThat(asked(MIDNIGHT.plus(Duration.ofDays(4)))).isEqualTo(poor(1));
        assertThat(asked(MIDNIGHT.plus(Duration.ofDays(5)))).isEqualTo(Histogram.EMPTY);
    }

    @Test
    void whatWasPublishedFirstStands() {
        publish(TEAM, TODAY - 1, 0, 2, MIDNIGHT.plusSeconds(1));
        publish(TEAM, TODAY - 1, 0, 1, MIDNIGHT);
        publish(TEAM, TODAY - 1, 0, 3, MIDNIGHT.plusSeconds(2));

        assertThat(asked(MIDNIGHT.plus(Duration.ofDays(1)))).isEqualTo(poor(1));
    }

    @Test
    void oldSnapshotsAreForgotten() {
        for (int day = 0; day < 400; day++) {
            publish(TEAM, TODAY + day, 0, 1, MIDNIGHT.plus(Duration.ofDays(day)));
        }
        publish(TEAM, TODAY, 0, 1, MIDNIGHT);

        assertThat(snapshots.size()).isEqualTo(Snapshots.keepDays(Some.GRACE) + 1);
    }

    @Test
    void aTeamThatIsTooSmallIsComparedWithTheWholeOrganisation() {
        publish(TEAM, TODAY - 1, 0, Baseline.FEWEST - 1, MIDNIGHT);
        snapshots.add(new Snapshot.Published(
                new Snapshot(EVERYBODY, TODAY - 1, 0, poor(100).plus(100, 300)), MIDNIGHT));

        assertThat(usual(Contributions.EMPTY)).contains(poor(100).plus(100, 300).baseline(true, 1));
    }

    @Test
    void aComparisonNamesTheNewestDayThatItLookedAt() {
        publish(TEAM, TODAY - 9, 0, 200, MIDNIGHT.minus(Duration.ofDays(8)));
        publish(TEAM, TODAY - 3, 1, 200, MIDNIGHT.minus(Duration.ofDays(2)));

        assertThat(usual(Contributions.EMPTY)).contains(poor(400).baseline(false, 3));
    }

    @Test
    void theAgentsOwnRatingsAreLeftOut() {
        snapshots.add(new Snapshot.Published(
                new Snapshot(TEAM, TODAY - 1, 0, poor(500).plus(100, 500)), MIDNIGHT));
        Contributions own = Contributions.EMPTY
                .with(TODAY - 1, new Contribution("billing", 0), 450)
                .with(TODAY - 1, new Contribution("elsewhere", 0), 50)
                .with(TODAY - 1 - Contributions.WINDOW_DAYS, new Contribution("billing", 0), 50)
                .with(TODAY, new Contribution("billing", 0), 50);

        assertThat(usual(own)).contains(poor(50).plus(100, 500).baseline(false, 1));
    }

    @Test
    void withTooFewRatingsAnywhereNothingIsUsual() {
        publish(TEAM, TODAY - 1, 0, Baseline.FEWEST - 1, MIDNIGHT);
        publish(EVERYBODY, TODAY - 1, 0, Baseline.FEWEST - 1, MIDNIGHT);

        assertThat(usual(Contributions.EMPTY)).isEmpty();
    }

    @Test
    void aBoundBetweenTwoPointsFindsTheStepOfTheScaleThatItMeans() {
        double second = 100.0 / 6;
        Histogram ratings = Histogram.EMPTY
                .plus(Histogram.point(second), 100)
                .plus(Histogram.point(2 * second), 100)
                .plus(100, 200);

        assertThat(ratings.baseline().poor(second)).isEqualTo(OptionalInt.of(273));
        assertThat(ratings.baseline().poor(16.67)).isEqualTo(OptionalInt.of(273));
        assertThat(ratings.baseline().poor(17)).isEqualTo(OptionalInt.of(273));
        assertThat(ratings.baseline().poor(16)).isEqualTo(OptionalInt.of(10));
    }

    private Optional<Baseline> usual(Contributions own) {
        Rating rating = Some.rating("r1", MIDNIGHT.plusSeconds(3_600), 0);
        return new Colleagues(receivedAt -> snapshots, 0, topic -> own).of(rating);
    }

    private Histogram asked(Instant receivedAt) {
        return snapshots
                .colleagues(TEAM, TODAY, receivedAt, 7, day -> Histogram.EMPTY)
                .ratings();
    }

    private void publish(Snapshot.Group group, long day, int partition, int count, Instant at) {
        snapshots.add(new Snapshot.Published(new Snapshot(group, day, partition, poor(count)), at));
    }

    private static Histogram poor(int count) {
        return Histogram.EMPTY.plus(0, count);
    }
}
