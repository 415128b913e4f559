package dev.touchline.coaching.core;

import dev.touchline.backing.PureCore;
import org.junit.jupiter.api.Test;

class CoreIsPureTest {
    private final PureCore core = new PureCore("dev.touchline.coaching.core");

    @Test
    void theCoreKnowsOnlyTheJdkAndItself() {
        core.knowsOnlyTheJdkAndItself();
    }

    @Test
    void theCoreReadsNoClockAndThrowsNoDice() {
        core.readsNoClockAndThrowsNoDice();
    }
}
