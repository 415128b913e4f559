package dev.touchline.alerting.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class ForgettingTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final int ENTRIES = 1_000;

    private final KeyValueStore<String, byte[]> store = HistoriesProperties.store();
    private final Forgetting forgetting = new Forgetting(store, new Histories(store, new WarmHistories()));

    @Test
    void aRunLooksAtLittleAndTheNextGoesOnFromThere() {
        // given
        for (int i = 0; i < ENTRIES; i++) {
            Instant until = i % 10 == 0 ? NOW.plusSeconds(1) : NOW.minusSeconds(1);
            store.put("r%04d".formatted(i), Expiry.begin(1, until).bytes());
        }

        // when
        forgetting.run(NOW);
        int afterOne = size();
        for (int i = 0; i <= ENTRIES / Forgetting.AT_ONCE; i++) {
            forgetting.run(NOW);
        }

        // then
        assertThat(ENTRIES - afterOne).isBetween(1, Forgetting.AT_ONCE);
        assertThat(size()).isEqualTo(ENTRIES / 10);
    }

    @Test
    void sevenMillionEntriesOfAPartitionAreLookedAtInADay() {
        assertThat(Forgetting.AT_ONCE * Duration.ofDays(1).dividedBy(Forgetting.EVERY))
                .isGreaterThan(7_000_000);
    }

    private int size() {
        int size = 0;
        try (var all = store.all()) {
            while (all.hasNext()) {
                all.next();
                size++;
            }
        }
        return size;
    }
}
