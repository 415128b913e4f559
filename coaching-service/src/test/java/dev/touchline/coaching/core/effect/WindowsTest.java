package dev.touchline.coaching.core.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class WindowsTest {
    private static final Instant FLAGGED = Instant.parse("2026-03-08T09:00:00Z");
    private static final Instant CLOSED = Instant.parse("2026-03-10T23:59:59Z");

    @Test
    void beforeEndsAheadOfTheFirstFlaggedAnswerAndAfterBeginsTheNextDay() {
        assertThat(Windows.of(CLOSED, FLAGGED, Floors.USUAL))
                .isEqualTo(new Windows(
                        LocalDate.parse("2026-02-06"),
                        LocalDate.parse("2026-03-08"),
                        LocalDate.parse("2026-03-11"),
                        LocalDate.parse("2026-04-10")));
    }

    @Test
    void anAnswerFromTheFutureCountsAsGivenWhenTheSessionEnded() {
        assertThat(Windows.of(CLOSED, CLOSED.plusSeconds(300), Floors.USUAL))
                .isEqualTo(Windows.of(CLOSED, CLOSED, Floors.USUAL));
    }

    @Test
    void aVerdictIsDueWhenLateAnswersOfTheLastDayAreIn() {
        assertThat(Windows.of(CLOSED, FLAGGED, Floors.USUAL).dueOn()).isEqualTo(LocalDate.parse("2026-04-13"));
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> new Tally(3, 4)).hasMessage("4 poor of 3 answers");
        assertThatThrownBy(() -> new Terms(30, 0, 20, 5)).hasMessageContaining("daysAfter 0");
    }
}
