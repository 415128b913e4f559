package dev.touchline.coaching.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class CardCacheTest {
    private static final UUID ITEM = new UUID(0, 1);

    private final CardCache cards = new CardCache(1_000);

    @Test
    void onlyTheVersionThatWasWrittenIsFound() {
        cards.put(ITEM, 7, new byte[] {1});

        assertThat(cards.find(ITEM, 7)).containsExactly(1);
        assertThat(cards.find(ITEM, 8)).isNull();
        assertThat(cards.find(new UUID(0, 2), 7)).isNull();
    }

    @Test
    void aNewVersionTakesThePlaceOfTheOld() {
        cards.put(ITEM, 7, new byte[] {1});
        cards.put(ITEM, 8, new byte[] {2});

        assertThat(cards.find(ITEM, 7)).isNull();
        assertThat(cards.find(ITEM, 8)).containsExactly(2);
    }

    @Test
    void whoWasUsedLongestAgoMakesRoom() {
        UUID second = new UUID(0, 2);
        cards.put(ITEM, 7, new byte[300]);
        cards.put(second, 7, new byte[300]);
        cards.find(ITEM, 7);

        cards.put(new UUID(0, 3), 7, new byte[300]);

        assertThat(cards.find(second, 7)).isNull();
        assertThat(cards.find(ITEM, 7)).isNotNull();
    }

    @Test
    void allAreForgottenAtOnce() {
        cards.put(ITEM, 7, new byte[] {1});

        cards.clear();

        assertThat(cards.find(ITEM, 7)).isNull();
    }
}
