package dev.touchline.feedback.core.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.touchline.feedback.core.Score;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class FigureProperties {
    @Property
    void anIntervalHoldsItsShareAndMirrorsIt(
            @ForAll @LongRange(min = 1, max = 100_000) long n, @ForAll @LongRange(min = 0, max = 100_000) long some) {
        long hits = some % (n + 1);
        Interval interval = Wilson.interval(hits, n);
        Interval mirrored = Wilson.interval(n - hits, n);
        assertThat(interval.contains((double) hits / n)).isTrue();
        assertThat(mirrored.low()).isCloseTo(1 - interval.high(), within(1e-9));
        assertThat(mirrored.high()).isCloseTo(1 - interval.low(), within(1e-9));
    }

    @Property
    void tenTimesTheAnswersSayMore(
            @ForAll @IntRange(min = 1, max = 1000) int n, @ForAll @IntRange(max = 1000) int some) {
        int hits = some % (n + 1);
        Interval few = Wilson.interval(hits, n);
        Interval many = Wilson.interval(hits * 10L, n * 10L);
        assertThat(many.high() - many.low()).isLessThan(few.high() - few.low());
    }

    /** Sums over all outcomes how likely each is and whether its interval holds the truth; no chance involved. */
    @Property(tries = 200)
    void theTrueShareLiesInsideAboutAsOftenAsPromised(
            @ForAll @IntRange(min = 10, max = 60) int n, @ForAll @IntRange(min = 10, max = 90) int percent) {
        double share = percent / 100.0;
        double covered = IntStream.rangeClosed(0, n)
                .filter(hits -> Wilson.interval(hits, n).contains(share))
                .mapToDouble(hits -> binomial(hits, n, share))
                .sum();
        // Brown, Cai and DasGupta (2001), figure 5: it dips below 95 % for some n, by a few points.
        assertThat(covered).isGreaterThan(0.88);
    }

    @Property
    void takingScoresOutAgainLeavesExactlyWhatWasThere(
            @ForAll("scores") List<Score> stay, @ForAll("scores") List<Score> come) {
        Tally before = tally(stay);
        Tally between = before.plus(tally(come));
        assertThat(come.stream().map(score -> Tally.of(score).negated()).reduce(between, Tally::plus))
                .isEqualTo(before);
    }

    @Property
    void aTallySaysWhatItsScoresSay(@ForAll("scores") @Size(min = 10) List<Score> scores) {
        Figure.Known known = (Figure.Known) Figure.of(tally(scores));
        assertThat(known.n()).isEqualTo(scores.size());
        assertThat(known.mean())
                .isCloseTo(scores.stream().mapToDouble(Score::value).average().orElseThrow(), within(1e-6));
        assertThat(known.poorShare())
                .isEqualTo((double) scores.stream()
                                .filter(score -> score.value() <= 25)
                                .count()
                        / scores.size());
    }

    @Property
    void fewerThanTenAnswersSayNothing(@ForAll("scores") @Size(max = 9) List<Score> scores) {
        assertThat(Figure.of(tally(scores))).isEqualTo(new Figure.NotEnough(scores.size()));
    }

    @Property
    void aTrendHasEveryAnswerInTheWeekOfItsDay(@ForAll("days") Map<LocalDate, Tally> days) {
        Trend trend = Trend.of(days);
        Tally total = days.values().stream().reduce(Tally.NONE, Tally::plus);
        assertThat(trend.total()).isEqualTo(total);
        assertThat(trend.weeks().stream().map(Trend.Week::tally).reduce(Tally.NONE, Tally::plus))
                .isEqualTo(total);
        assertThat(trend.weeks())
                .isSortedAccordingTo((one, other) -> one.monday().compareTo(other.monday()))
                .allMatch(week -> week.monday().getDayOfWeek() == DayOfWeek.MONDAY);
    }

    @Property
    void noWeekWithEnoughAnswersIsBetterThanTheOwnBest(@ForAll("days") Map<LocalDate, Tally> days) {
        Trend trend = Trend.of(days);
        List<Trend.Week> known = trend.weeks().stream()
                .filter(week -> week.tally().n() >= Figure.MINIMUM)
                .toList();
        assertThat(trend.ownBest().isPresent()).isEqualTo(!known.isEmpty());
        trend.ownBest()
                .ifPresent(best -> assertThat(known)
                        .contains(best)
                        .allMatch(week -> week.tally().mean() <= best.tally().mean()));
    }

    @Provide
    Arbitrary<List<Score>> scores() {
        return score().list().ofMaxSize(60);
    }

    @Provide
    Arbitrary<Map<LocalDate, Tally>> days() {
        Arbitrary<LocalDate> day = Arbitraries.integers().between(0, 60).map(LocalDate.of(2026, 1, 1)::plusDays);
        Arbitrary<Tally> tally = score().list().ofMinSize(1).ofMaxSize(12).map(FigureProperties::tally);
        return Arbitraries.maps(day, tally).ofMaxSize(30);
    }

    private static Arbitrary<Score> score() {
        return Arbitraries.integers().between(0, 1_000_000).map(units -> new Score(units / 10_000.0));
    }

    private static Tally tally(List<Score> scores) {
        return scores.stream().map(Tally::of).reduce(Tally.NONE, Tally::plus);
    }

    private static double binomial(int hits, int n, double share) {
        double log = LongStream.rangeClosed(1, hits)
                .mapToDouble(i -> Math.log(n - hits + i) - Math.log(i))
                .sum();
        return Math.exp(log + hits * Math.log(share) + (n - hits) * Math.log(1 - share));
    }
}
