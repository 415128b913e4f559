package dev.touchline.coaching.core.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.coaching.core.Kind;
import dev.touchline.coaching.core.effect.Since.Coverage;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is said of figures without a verdict claims nothing. */
class WordsTest {
    private static final LocalDate DAY = LocalDate.parse("2026-03-11");

    @Test
    void poorAnswersSinceACoachingAreTheSameReasonAgain() {
        assertThat(coached(0, new Tally(1, 1))).isEqualTo("The same reason again: 1 of 1 answer since the session.");
        assertThat(coached(2, new Tally(3, 1), new Tally(2, 2)))
                .isEqualTo("The same reason again: 3 of 5 answers since the session.");
    }

    @Test
    void onlyGoodAnswersAreCalledGood() {
        assertThat(coached(1, new Tally(1, 0))).isEqualTo("One good one since.");
        assertThat(coached(3, new Tally(2, 0), new Tally(1, 0))).isEqualTo("Three good ones since.");
        assertThat(coached(11, new Tally(11, 0))).isEqualTo("11 good ones since.");
        assertThat(coached(2, new Tally(3, 0))).isEqualTo("3 answers on this topic since the session, none poor.");
    }

    @Test
    void noAnswerIsSaidOnlyOfTheTimeThatIsKnown() {
        assertThat(coached(0)).isEqualTo("No answer on this topic since the session.");
        assertThat(since(Coverage.NEXT_DAY, 0).sentence(Kind.COACHING))
                .isEqualTo("No answer on this topic from 2026-03-11 on.");
        assertThat(since(Coverage.NEXT_DAY, 2, new Tally(2, 0)).sentence(Kind.COACHING))
                .isEqualTo("Two good ones from 2026-03-11 on.");
    }

    @Test
    void praiseHasNoReasonThatComesAgain() {
        assertThat(since(Coverage.SESSION, 0, new Tally(3, 1)).sentence(Kind.PRAISE))
                .isEqualTo("3 answers on this topic since the session, 1 of them poor.");
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

    private static String coached(int good, Tally... tallies) {
        return since(Coverage.SESSION, good, tallies).sentence(Kind.COACHING);
    }

    private static Since since(Coverage coverage, int good, Tally... tallies) {
        return new Since(
                DAY.atStartOfDay(ZoneOffset.UTC).toInstant(),
                coverage,
                good,
                Stream.of(tallies).map(tally -> new Since.Day(DAY, tally)).toList(),
                List.of());
    }
}
