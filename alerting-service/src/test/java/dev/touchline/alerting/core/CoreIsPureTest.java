package dev.touchline.alerting.core;

import dev.touchline.backing.PureCore;
import org.junit.jupiter.api.Test;

class CoreIsPureTest {
    private final PureCore core = new PureCore("dev.touchline.alerting.core");

    @Test
    void theCoreKnowsOnlyTheJdkAndItself() {
        core.knowsOnlyTheJdkAndItself();
    }

    @Test
    void theCoreReadsNoClockAndThrowsNoDice() {
        core.readsNoClockAndThrowsNoDice();
    }
}
