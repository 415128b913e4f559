package dev.touchline.alerting.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.alerting.core.AgentTopicHistory;
import dev.touchline.alerting.core.Coachings;
import dev.touchline.alerting.core.Contributions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WarmHistoriesTest {
    private static final Known KNOWN =
            new Known(AgentTopicHistory.EMPTY, Contributions.EMPTY, Optional.empty(), List.of());

    private final WarmHistories warm = new WarmHistories();

    @AfterEach
    void close() {
        warm.close();
    }

    @Test
    void whatIsForgottenInTheStoreIsForgottenHere() {
        warm.offer("a-1", "clarity", KNOWN);
        warm.offer("a-1", "effort", KNOWN);

        warm.forget(StateStores.historyKey("a-1", "clarity"));
        warm.forget(StateStores.DAY);

        assertThat(warm.get("a-1", "clarity")).isEmpty();
        assertThat(warm.get("a-1", "effort")).contains(KNOWN);
    }

    @Test
    void nothingOutlivesTheTask() {
        warm.offer("a-1", "clarity", KNOWN);

        warm.close();

        assertThat(warm.get("a-1", "clarity")).isEmpty();
    }

    @Test
    void whereThereIsNoRoomNothingStays() {
        WarmHistories none = new WarmHistories(() -> 0);

        none.offer("a-1", "clarity", KNOWN);

        assertThat(none.get("a-1", "clarity")).isEmpty();
    }

    @Test
    void whatWasNotUsedForLongestGoesFirst() {
        WarmHistories two = new WarmHistories(() -> 2 * KNOWN.bytes());
        two.offer("a-1", "clarity", heardOf(10));
        two.offer("a-2", "clarity", heardOf(20));
        two.get("a-1", "clarity");

        two.offer("a-3", "clarity", heardOf(30));

        assertThat(two.get("a-1", "clarity")).isPresent();
        assertThat(two.get("a-2", "clarity")).isEmpty();
        assertThat(two.get("a-3", "clarity")).isPresent();
    }

    @Test
    void whatIsHeardOfInTurnDoesNotDriveOutWhatWasHeardOfSince() {
        WarmHistories two = new WarmHistories(() -> 2 * KNOWN.bytes());
        two.offer("a-1", "clarity", heardOf(1));
        two.renew("a-1", "clarity", heardOf(11));
        two.offer("a-2", "clarity", heardOf(2));
        two.renew("a-2", "clarity", heardOf(12));

        two.offer("a-3", "clarity", heardOf(3));

        assertThat(two.get("a-1", "clarity")).contains(heardOf(11));
        assertThat(two.get("a-2", "clarity")).contains(heardOf(12));
        assertThat(two.get("a-3", "clarity")).isEmpty();
    }

    @Test
    void whatIsWrittenStaysOnlyWhereItWas() {
        warm.offer("a-1", "clarity", heardOf(1));

        warm.renew("a-1", "clarity", heardOf(2));
        warm.renew("a-2", "clarity", heardOf(2));

        assertThat(warm.get("a-1", "clarity")).contains(heardOf(2));
        assertThat(warm.get("a-2", "clarity")).isEmpty();
    }

    private static Known heardOf(long second) {
        AgentTopicHistory history =
                new AgentTopicHistory(Instant.ofEpochSecond(second), 0, new TreeMap<>(), Coachings.NONE);
        return new Known(history, Contributions.EMPTY, Optional.empty(), List.of());
    }

    @Test
    void aHistoryWithoutABaseCountsItsChangesFromTheReceiptOfEachRating() {
        assertThat(KNOWN.at(Instant.ofEpochSecond(70)).history().seq()).isEqualTo(70);
    }
}
