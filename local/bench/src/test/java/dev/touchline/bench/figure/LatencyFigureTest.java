package dev.touchline.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LatencyFigureTest {
    private static final Instant BEGIN = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void theWarmUpHasAMinuteForItsIntervalAndTheTwoInWhichThatIsSaid() {
        assertThat(LatencyFigure.warmUp(BEGIN.plusSeconds(239), Plan.FULL)).isEqualTo(Duration.ofSeconds(61 + 120));
        assertThat(LatencyFigure.warmUp(BEGIN.plusSeconds(240), Plan.FULL)).isEqualTo(Duration.ofSeconds(360 + 120));
        assertThat(LatencyFigure.warmUp(BEGIN, Plan.FULL)).isEqualTo(Duration.ofSeconds(300 + 120));
    }

    @Test
    void aQuickOneDoesNotWait() {
        assertThat(LatencyFigure.warmUp(BEGIN, Plan.QUICK)).isEqualTo(Plan.QUICK.warm());
    }
}
