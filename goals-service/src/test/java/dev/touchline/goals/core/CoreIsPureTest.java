package dev.touchline.goals.core;

import dev.touchline.backing.PureCore;
import org.junit.jupiter.api.Test;

class CoreIsPureTest {
    private final PureCore core = new PureCore("dev.touchline.goals.core");

    @Test
    void theCoreKnowsOnlyTheJdkAndItself() {
        core.knowsOnlyTheJdkAndItself();
    }

    @Test
    void theCoreReadsNoClockAndThrowsNoDice() {
        core.readsNoClockAndThrowsNoDice();
    }
}
