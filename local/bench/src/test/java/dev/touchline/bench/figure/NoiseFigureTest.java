package dev.touchline.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.bench.Progress;
import dev.touchline.bench.report.Table;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoiseFigureTest {
    @Test
    void whatIsSeenStandsBesideWhatIsStatedAndASeedGivesItAgain() {
        Table table = simulated();

        List<Map<String, Object>> rows = table.rows();
        assertThat(rows).hasSize(7);
        assertThat(number(rows.getFirst(), "flaggedPercent")).as("3 poor of 8").isGreaterThan(90);
        assertThat(rows.subList(1, 7)).as(table.text()).allSatisfy(row -> {
            assertThat(number(row, "statedPercent")).isBetween(4.0, 5.0);
            assertThat(number(row, "flaggedPercent")).isLessThan(20);
            assertThat(number(row, "medianAnswers")).isBetween(30.0, 250.0);
        });
        assertThat(simulated().rows()).isEqualTo(rows);
    }

    private static Table simulated() {
        return new NoiseFigure(new Progress(new PrintStream(OutputStream.nullOutputStream())), 1, true).run();
    }

    private static double number(Map<String, Object> row, String column) {
        return row.get(column) instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
