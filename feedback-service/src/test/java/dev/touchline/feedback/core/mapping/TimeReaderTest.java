package dev.touchline.feedback.core.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeReaderTest {
    private static final TimeReader BERLIN =
            new TimeReader(ZoneId.of("Europe/Berlin"), List.of(DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm")));

    private final Notes notes = new Notes();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-11-21T10:00:00Z              | 2026-11-21T10:00:00Z
            2026-11-21T10:00:00.123456+01:00  | 2026-11-21T09:00:00.123456Z
            2026-11-21T10:00:00+0100          | 2026-11-21T09:00:00Z
            2026-11-21T10:00:00+01            | 2026-11-21T09:00:00Z
            2026-11-21 10:00:00 UTC           | 2026-11-21T10:00:00Z
            2026-11-21 10:00:00 +0100         | 2026-11-21T09:00:00Z
            2026-11-21 10:00:00               | 2026-11-21T09:00:00Z
            2026-07-21 10:00                  | 2026-07-21T08:00:00Z
            21.11.2026 10:00                  | 2026-11-21T09:00:00Z
            Sat, 21 Nov 2026 10:00:00 GMT     | 2026-11-21T10:00:00Z
            2026-11-21                        | 2026-11-20T23:00:00Z
            1795255200                        | 2026-11-21T10:00:00Z
            1795255200.5                      | 2026-11-21T10:00:00.500Z
            1795255200250                     | 2026-11-21T10:00:00.250Z
            1795255200250000                  | 2026-11-21T10:00:00.250Z
            """)
    void aTimeIsReadHoweverItIsWritten(String text, Instant at) {
        assertThat(BERLIN.read("", text, notes)).isEqualTo(at);
        assertThat(notes.flaws().none()).isTrue();
    }

    @Test
    void numbersAreEpochTimes() {
        assertThat(BERLIN.read("", 1795255200, notes)).isEqualTo(Instant.parse("2026-11-21T10:00:00Z"));
        assertThat(BERLIN.read("", 1795255200250L, notes)).isEqualTo(Instant.parse("2026-11-21T10:00:00.250Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2026-02-30 10:00:00",
                "20261121",
                "2026",
                "10:00",
                "1e400",
                "-1",
                "NaN",
                "2026-11-21T10:00:00Z and more",
                "2026-11-21T25:00:00Z"
            })
    void whatIsNoTimeIsAFlaw(String text) {
        assertThat(BERLIN.read("/at", text, notes)).isNull();
        assertThat(notes.flaws().list())
                .singleElement()
                .satisfies(flaw -> assertThat(flaw.detail()).doesNotContain(text));
    }

    @Test
    void aTimeWithoutAZoneNeedsOneInTheMapping() {
        assertThat(new TimeReader(null, List.of()).read("/at", "2026-11-21 10:00:00", notes))
                .isNull();
        assertThat(notes.flaws().list())
                .singleElement()
                .satisfies(flaw -> assertThat(flaw.detail()).contains("times.zone"));
    }

    @Test
    void aDateAloneIsTakenWithAWarning() {
        BERLIN.read("/at", "2026-11-21", notes);
        assertThat(notes.warnings()).hasSize(1);
    }
}
