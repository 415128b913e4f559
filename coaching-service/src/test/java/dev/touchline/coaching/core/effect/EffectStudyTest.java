package dev.touchline.coaching.core.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.touchline.coaching.core.effect.Effect.Measured;
import dev.touchline.coaching.core.effect.Effect.TooFew;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EffectStudyTest {
    private static final Course STEADY = new Course(new Tally(100, 40), new Tally(100, 40));
    private static final Course HALVED = new Course(new Tally(100, 40), new Tally(100, 15));

    @Test
    void aShareThatFellWhileOthersStayedIsBetterAndTheSentenceHasTheNumbers() {
        Effect effect = EffectStudy.of(HALVED, field(30, STEADY), Floors.USUAL, 1);

        assertThat(effect.verdict()).isEqualTo(Verdict.BETTER);
        assertThat(effect.sentence())
                .startsWith("Better: 15 % (15 of 100) of the answers after the session were poor, and 40 % (40 of 100) "
                        + "before. Without it 40 % were to be expected, going by the answers before and 20 similar "
                        + "agents who were not coached (40 % (800 of 2000) before, 40 % (800 of 2000) after). "
                        + "Difference -25")
                .endsWith(".");
    }

    @Test
    void aShareThatFellAsMuchAsThatOfOthersIsInconclusive() {
        Effect effect = EffectStudy.of(HALVED, field(30, HALVED), Floors.USUAL, 1);

        assertThat(effect.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(effect.sentence()).startsWith("Inconclusive: 15 % (15 of 100)");
    }

    @Test
    void aShareThatRoseWhileOthersStayedIsWorse() {
        Course rose = new Course(new Tally(100, 40), new Tally(100, 65));

        assertThat(EffectStudy.of(rose, field(30, STEADY), Floors.USUAL, 1).verdict())
                .isEqualTo(Verdict.WORSE);
    }

    /** Where the poor ones get better by themselves and the good ones worse, it matters who is compared with. */
    @Test
    void peersAreThoseWhoseShareBeforeWasNearest() {
        Course fell = new Course(new Tally(100, 40), new Tally(100, 25));
        Course rose = new Course(new Tally(100, 10), new Tally(100, 18));
        List<Course> peers = Stream.concat(
                        Collections.nCopies(25, rose).stream(), Collections.nCopies(25, fell).stream())
                .toList();

        Effect effect = EffectStudy.of(fell, new Field(peers, List.of()), Floors.USUAL, 1);

        assertThat(effect).isInstanceOfSatisfying(Measured.class, measured -> {
            assertThat(measured.peersBefore()).isEqualTo(new Tally(2000, 800));
            assertThat(measured.expected()).isCloseTo(0.25, within(0.03));
            assertThat(measured.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        });
    }

    @Test
    void theSameFiguresAndSeedGiveTheSameEffect() {
        assertThat(EffectStudy.of(HALVED, field(7, STEADY), Floors.USUAL, 5))
                .isEqualTo(EffectStudy.of(HALVED, field(7, STEADY), Floors.USUAL, 5))
                .isInstanceOfSatisfying(Measured.class, effect -> {
                    assertThat(effect.difference()).isBetween(effect.low(), effect.high());
                    assertThat(effect.peers()).isEqualTo(7);
                });
    }

    @Test
    void fewAnswersInEitherWindowAreInconclusive() {
        Tally few = new Tally(19, 0);
        Tally some = new Tally(20, 8);

        assertThat(EffectStudy.of(new Course(some, few), field(30, STEADY), Floors.USUAL, 1))
                .isEqualTo(new TooFew(
                        "Inconclusive: 20 answers before and 19 after the session, at least 20 each are" + " needed."));
        assertThat(EffectStudy.of(new Course(few, some), field(30, STEADY), Floors.USUAL, 1)
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void fewPeersAreInconclusiveAndThoseWithFewAnswersDoNotCount() {
        Course silent = new Course(new Tally(100, 40), Tally.NONE);
        Field field = new Field(List.of(STEADY, STEADY, STEADY, STEADY, silent), List.of(new Tally(50, 5)));

        assertThat(EffectStudy.of(HALVED, field, Floors.USUAL, 1))
                .isEqualTo(new TooFew(
                        "Inconclusive: 4 agents with enough answers to compare with, at least 5 are" + " needed."));
    }

    private static Field field(int peers, Course course) {
        return new Field(Collections.nCopies(peers, course), List.of());
    }
}
