package dev.touchline.alerting.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is said of the last of some ratings, an hour apart, when it raised nothing. */
class HeldTest {
    private static final Duration TWO_WEEKS = Duration.ofDays(14);
    private static final Condition COUNT = Some.count(25, 3, Duration.ofDays(7));
    private static final Baselines ONE_IN_FIVE =
            rating -> Optional.of(new Baseline(new TreeMap<>(Map.of(0.0, 200L, 100.0, 800L))));

    @Test
    void aRatingThatSpeaksForNothingIsAskedNothing() {
        assertThat(held(COUNT, 0, 0, 75)).isEmpty();
    }

    @Test
    void aShareSaysWhatIsMissing() {
        assertThat(held(share(0), 0)).contains("Held: too few answers, 1 of 5 within 14 days.");
        assertThat(held(share(0.5), 100, 100, 100, 100, 0))
                .contains("Held: 1 of 5 answers within 14 days are poor, no more than 50 %.");
        assertThat(held(share(0), 100, 100, 100, 100, 0).orElseThrow())
                .startsWith("Held: chance may explain it, the evidence is ")
                .endsWith(" to 1 and flags at 1,000.");
    }

    @Test
    void aShiftSaysHowFarItsSumIs() {
        assertThat(held(new Condition.Shift(25, 3, 100_000), 0).orElseThrow())
                .matches("Held: chance may explain it, the sum stands at [0-9.]+ and flags at [0-9.]+\\.");
    }

    @Test
    void praiseSaysWhatIsMissing() {
        assertThat(held(new Condition.Best(75, 5, TWO_WEEKS), 100))
                .contains("Held: no earlier stretch to compare with.");
        assertThat(held(new Condition.Recovered(25, 5, TWO_WEEKS), 100)).contains("Held: no coaching is known.");
    }

    @Test
    void ofSeveralThoseAreNamedThatDoNotFire() {
        Condition each = Some.each(25);

        assertThat(held(new Condition.All(List.of(each, COUNT)), 0))
                .contains("Held: not enough, 1 of 3 within 7 days.");
        assertThat(held(new Condition.Any(List.of(Some.each(10), COUNT)), 25))
                .contains("Held: the score of 25 does not cross the bound; not enough, 1 of 3 within 7 days.");
    }

    @Test
    void whatComesLateInOrderIsJudgedWhereItStands() {
        List<Rehearsal.Sent> sent =
                List.of(sent("r1", 1, 0), sent("r3", 3, 0), sent("r4", 4, 0), sent("r2", 2, 75), sent("r0", 0, 0));

        List<Rehearsal.Heard> heard = rehearse(COUNT, sent);

        assertThat(heard.getLast().held()).containsEntry(Some.TOPIC, "Held: not enough, 1 of 3 within 7 days.");
    }

    @Test
    void whatComesInOrderIsJudgedFromHowThingsStoodAndNothingIsWalkedAgain() {
        // given a track of which nobody can tell from its marks how it came to stand as it does
        Condition shift = new Condition.Shift(25, 3, 100_000);
        Filter filter = Some.filter(shift, Duration.ZERO);
        Track before = new Track(
                List.of(),
                0,
                Stand.NOTHING,
                new Stand(Optional.empty(), new Tallies(1, List.of(new Cusum(1, 4, 3, 2)))));
        Rating rating = Some.rating("r1", Some.hour(1), 0);
        Mark mark =
                Mark.of(rating, Rated.of(rating), filter, ONE_IN_FIVE, false).orElseThrow();

        // when
        Optional<String> why =
                Held.why(filter.definition(), rating, before, before.with(mark).track());

        // then
        assertThat(why).isNotEqualTo(held(shift, 0)).isPresent();
    }

    private static Condition share(double above) {
        return new Condition.Share(25, above, 5, TWO_WEEKS, 0.001);
    }

    private static Optional<String> held(Condition when, double... scores) {
        List<Rehearsal.Sent> sent = IntStream.range(0, scores.length)
                .mapToObj(i -> sent("r" + i, i, scores[i]))
                .toList();
        return Optional.ofNullable(rehearse(when, sent).getLast().held().get(Some.TOPIC));
    }

    private static List<Rehearsal.Heard> rehearse(Condition when, List<Rehearsal.Sent> sent) {
        Definition definition = Some.definition(when, Duration.ZERO);
        return Rehearsal.of(definition, sent, List.of(), List.of(), Some.GRACE, ONE_IN_FIVE);
    }

    private static Rehearsal.Sent sent(String id, int hour, double score) {
        Rating rating = Some.rating(id, Some.hour(hour), score);
        return new Rehearsal.Sent(rating.agent().id(), Some.response(id, 1, rating));
    }
}
