package dev.touchline.bench.report;

import static dev.touchline.bench.report.Table.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchline.local.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Table TABLE = new Table(
            "speed",
            "How quick",
            List.of(new Column("who", "who"), new Column("perSecond", "req/s"), new Column("p99Ms", "p99 ms")),
            List.of(
                    row("who", "ours", "perSecond", 12345.678, "p99Ms", 1.239),
                    row("who", "the other", "perSecond", 7L, "p99Ms", Double.NaN)),
            List.of("On a calm day."));

    @Test
    void theTextLinesUpAndLeavesWhatWasNotMeasuredOpen() {
        assertThat(TABLE.text()).isEqualTo("""
                        How quick
                          who         req/s  p99 ms
                          ours       12,346    1.24
                          the other       7       -
                          * On a calm day.
                        """);
    }

    @Test
    void numbersKeepTheDigitsThatMatter() {
        assertThat(Table.decimal(1234.5)).isEqualTo("1,235");
        assertThat(Table.decimal(12.345)).isEqualTo("12.3");
        assertThat(Table.decimal(1.2345)).isEqualTo("1.23");
        assertThat(Table.decimal(0.01234)).isEqualTo("0.0123");
        assertThat(Table.decimal(0)).isEqualTo("0.00");
    }

    @Test
    void theJsonHoldsWhatMadeItAndNumbersAsNumbers() {
        // given
        Machine machine = new Machine(2, "Some CPU", 24_000, "Linux amd64", "JVM 25", "4.2.1");
        BenchReport report = new BenchReport(
                Instant.parse("2026-11-22T01:00:00Z"), "./touchline bench --quick", 7, machine, List.of(TABLE));

        // when
        JsonNode json = Json.read(report.json());

        // then
        assertThat(json.path("command").asText()).isEqualTo("./touchline bench --quick");
        assertThat(json.path("date").asText()).isEqualTo("2026-11-22T01:00:00Z");
        assertThat(json.path("seed").asLong()).isEqualTo(7);
        assertThat(json.path("machine").path("cores").asInt()).isEqualTo(2);
        JsonNode rows = json.path("figures").path(0).path("rows");
        assertThat(rows.path(0).path("perSecond").asDouble()).isEqualTo(12345.678);
        assertThat(rows.path(1).has("p99Ms")).isFalse();
    }

    @Test
    void theMachineIsDescribedWithoutNamingIt() {
        assertThat(Machine.here().cores()).isPositive();
        assertThat(Machine.here().kafka()).matches("\\d+\\.\\d+\\.\\d+");
    }
}
