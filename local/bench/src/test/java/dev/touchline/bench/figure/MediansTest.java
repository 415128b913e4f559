package dev.touchline.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MediansTest {
    @Test
    void theMedianIsTheMiddleOne() {
        assertThat(Medians.of(List.of(9.0, 1.0, 5.0), Double::doubleValue)).isEqualTo(5);
        assertThat(Medians.of(List.of(1.0, 3.0), Double::doubleValue)).isEqualTo(2);
        assertThat(Medians.of(List.<Double>of(), Double::doubleValue)).isNaN();
    }

    @Test
    void cpuTimeIsSharedOutAndUnknownWhereItWasNotTaken() {
        // given
        Map<String, Duration> used = Map.of("kafka", Duration.ofMillis(10));

        // then
        assertThat(Medians.micros(used, "kafka", 1000)).isEqualTo(10);
        assertThat(Medians.micros(used, "postgres", 1000)).isNaN();
        assertThat(Medians.micros(used, "kafka", 0)).isNaN();
    }
}
