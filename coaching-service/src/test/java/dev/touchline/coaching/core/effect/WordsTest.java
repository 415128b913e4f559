package dev.touchline.coaching.core.effect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of figures without a verdict claims nothing. */
class WordsTest {
    private static final LocalDate DAY = LocalDate.parse("2026-03-11");

    @Test
    void answersSinceTheSessionAreToldAsTheyAre() {
        assertThat(since().sentence()).isEqualTo("No answer on this topic since the session.");
        assertThat(since(new Tally(1, 0)).sentence()).isEqualTo("1 answer on this topic since the session, none poor.");
        assertThat(since(new Tally(3, 1), new Tally(2, 0)).sentence())
                .isEqualTo("5 answers on this topic since the session, 1 of them poor.");
        assertThat(since(new Tally(3, 1), new Tally(2, 2)).sentence())
                .isEqualTo("5 answers on this topic since the session, 3 of them poor.");
    }

    @Test
    void verdictsAddUpAndStandBesideWhatChanceDoes() {
        Verdicts verdicts = Verdicts.of(Verdict.BETTER, 6)
                .plus(Verdicts.of(Verdict.WORSE, 1))
                .plus(Verdicts.of(Verdict.INCONCLUSIVE, 33));

        assertThat(verdicts).isEqualTo(new Verdicts(6, 1, 33));
        assertThat(verdicts.sentence())
                .isEqualTo(
                        "Of 40 coachings: 6 better, 1 worse, 33 inconclusive. To no effect at all, chance would call up to"
                                + " 1.0 better and as many worse.");
    }

    @Test
    void fewVerdictsAreNotShown() {
        assertThat(Verdicts.of(Verdict.BETTER, Verdicts.LEAST - 1).enough()).isFalse();
        assertThat(Verdicts.of(Verdict.BETTER, Verdicts.LEAST).enough()).isTrue();
    }

    private static Since since(Tally... tallies) {
        return new Since(
                DAY,
                List.of(tallies).stream()
                        .map(tally -> new Since.Day(DAY, tally))
                        .toList());
    }
}
