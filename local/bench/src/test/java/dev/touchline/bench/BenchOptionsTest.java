package dev.touchline.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchOptionsTest {
    private static final Path HOME = Path.of("home");

    @Test
    void withoutOptionsAllFiguresAreMeasuredInFull() {
        // when
        BenchOptions options = BenchOptions.of(List.of(), HOME);

        // then
        assertThat(options.quick()).isFalse();
        assertThat(options.jmh()).isFalse();
        assertThat(options.peers()).isFalse();
        assertThat(options.seed()).isEqualTo(1);
        assertThat(options.json()).isEqualTo(HOME.resolve(".touchline/bench.json"));
        assertThat(BenchOptions.FIGURES).allMatch(options::wants);
        assertThat(options.command()).isEqualTo("./touchline bench");
    }

    @Test
    void everyOptionIsHeard() {
        // when
        BenchOptions options = BenchOptions.of(
                List.of("--quick", "--only", "poll", "--json", "out.json", "--seed", "9", "--jmh", "--peers"), HOME);

        // then
        assertThat(options.quick()).isTrue();
        assertThat(options.jmh()).isTrue();
        assertThat(options.peers()).isTrue();
        assertThat(options.seed()).isEqualTo(9);
        assertThat(options.json()).isEqualTo(Path.of("out.json"));
        assertThat(BenchOptions.FIGURES).filteredOn(options::wants).containsExactly("poll");
        assertThat(options.command())
                .isEqualTo("./touchline bench --quick --only poll --json out.json --seed 9 --jmh --peers");
    }

    @Test
    void theNoiseIsSimulatedWithoutAStack() {
        assertThat(BenchOptions.of(List.of("--only", "noise"), HOME).wantsSystem())
                .isFalse();
        assertThat(BenchOptions.of(List.of("--only", "noise,poll"), HOME).wantsSystem())
                .isTrue();
        assertThat(BenchOptions.of(List.of(), HOME).wantsSystem()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--slow", "--only", "--only speed", "--seed x", "--json", "--help"})
    void whatIsNotUnderstoodIsAnsweredWithTheUsage(String line) {
        assertThatThrownBy(() -> BenchOptions.of(List.of(line.split(" ")), HOME))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Usage: ./touchline bench");
    }
}
