package dev.touchline.alerting.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.alerting.core.AgentTopicHistory;
import dev.touchline.alerting.core.Contributions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
        warm.put("a-1", "clarity", KNOWN);
        warm.put("a-1", "effort", KNOWN);

        warm.forget(StateStores.historyKey("a-1", "clarity"));
        warm.forget(StateStores.DAY);

        assertThat(warm.get("a-1", "clarity")).isEmpty();
        assertThat(warm.get("a-1", "effort")).contains(KNOWN);
    }

    @Test
    void nothingOutlivesTheTask() {
        warm.put("a-1", "clarity", KNOWN);

        warm.close();

        assertThat(warm.get("a-1", "clarity")).isEmpty();
    }

    @Test
    void whereThereIsNoRoomNothingStays() {
        WarmHistories none = new WarmHistories(() -> 0);

        none.put("a-1", "clarity", KNOWN);

        assertThat(none.get("a-1", "clarity")).isEmpty();
    }

    @Test
    void whatWasNotUsedForLongestGoesFirst() {
        WarmHistories two = new WarmHistories(() -> 2 * KNOWN.bytes());
        two.put("a-1", "clarity", KNOWN);
        two.put("a-2", "clarity", KNOWN);
        two.get("a-1", "clarity");

        two.put("a-3", "clarity", KNOWN);

        assertThat(two.get("a-1", "clarity")).contains(KNOWN);
        assertThat(two.get("a-2", "clarity")).isEmpty();
        assertThat(two.get("a-3", "clarity")).contains(KNOWN);
    }

    @Test
    void aHistoryWithoutABaseCountsItsChangesFromTheReceiptOfEachRating() {
        assertThat(KNOWN.at(Instant.ofEpochSecond(70)).history().seq()).isEqualTo(70);
    }
}
