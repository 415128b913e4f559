package dev.touchline.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"})
    void whatASpreadsheetWouldRunIsText(String cell) {
        assertThat(Csv.line(cell).replace("\"", "")).isEqualTo("'" + cell + "\r\n");
    }

    @Test
    void separatorsQuotesAndLinesStayInTheirCell() {
        assertThat(Csv.line("a,b", "say \"no\"", "one\ntwo", null, "plain"))
                .isEqualTo("\"a,b\",\"say \"\"no\"\"\",\"one\ntwo\",,plain\r\n");
    }

    @Test
    void numbersStayNumbers() {
        assertThat(Csv.line(-2.5, 0, "-2.5")).isEqualTo("-2.5,0,'-2.5\r\n");
    }
}
