package dev.touchline.local.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FactFinderTest {
    @Test
    void aNeedToCoachIsForTheQueueAndForGoals() {
        assertThat(FactFinder.isFor("coaching", "coaching")).isTrue();
        assertThat(FactFinder.isFor("goals", "coaching")).isTrue();
    }

    @Test
    void praiseAndOperationsAreForTheQueueAlone() {
        assertThat(FactFinder.isFor("coaching", "praise")).isTrue();
        assertThat(FactFinder.isFor("coaching", "operations")).isTrue();
        assertThat(FactFinder.isFor("goals", "praise")).isFalse();
        assertThat(FactFinder.isFor("goals", "operations")).isFalse();
    }
}
