package dev.touchline.coaching.core.effect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The study on floors whose truth is known. Seeded: the rates are the same in every run. */
class EffectSimulationTest {
    private static final int AGENTS = 50;
    private static final int WORST = 5;
    private static final int RUNS = 100;

    @Test
    void theWorstOfIdenticalAgentsAreSeldomCalledBetter() {
        assertHardlyEverWrong(run -> alike(run, 100, 0.20, share -> share));
    }

    @Test
    void norAreTheyWithFewAnswersAndAShareNearZero() {
        assertHardlyEverWrong(run -> alike(run, 25, 0.10, share -> share));
    }

    @Test
    void norAreTheWorstOfAgentsWhoTrulyDiffer() {
        assertHardlyEverWrong(run -> {
            Floors floors = new Floors(run);
            List<Course> floor = floors.floor(60, floors.between(AGENTS, 0.05, 0.35), share -> share);
            return Floors.coachTheWorst(WORST, floor, run);
        });
    }

    @Test
    void norAreTheyWhenAllGetBetterAtOnce() {
        assertHardlyEverWrong(run -> alike(run, 60, 0.30, share -> share - 0.12));
    }

    @Test
    void norAreTheyWhenEverybodyDriftsByThemselves() {
        assertHardlyEverWrong(run -> {
            Floors floors = new Floors(run);
            List<Double> shares = floors.between(AGENTS, 0.15, 0.35);
            List<Course> floor = floors.floor(
                    100, shares, share -> share + 0.06 * floors.random().nextGaussian());
            return Floors.coachTheWorst(WORST, floor, run);
        });
    }

    @Test
    void norAreTheFiveOfFiftyWhoAreTrulyPoor() {
        assertHardlyEverWrong(run -> {
            Floors floors = new Floors(run);
            List<Double> shares = new ArrayList<>(Collections.nCopies(AGENTS - WORST, 0.10));
            shares.addAll(Collections.nCopies(WORST, 0.40));
            return Floors.coachTheWorst(WORST, floors.floor(100, shares, share -> share), run);
        });
    }

    @Test
    void beforeAndAfterAloneWouldCallManyBetter() {
        long better = IntStream.range(0, RUNS)
                .mapToObj(run -> alike(run, 100, 0.20, share -> share))
                .flatMap(List::stream)
                .filter(EffectSimulationTest::fallsByFaceValue)
                .count();

        assertThat(better / (double) (RUNS * WORST)).isGreaterThan(0.10);
    }

    @Test
    void aHalvedShareIsFoundAmongAgentsWhoDiffer() {
        assertFound(run -> {
            Floors floors = new Floors(run);
            Course coached = floors.course(100, 0.40, 0.20);
            List<Course> peers = floors.floor(100, floors.between(45, 0.20, 0.50), share -> share);
            return EffectStudy.of(coached, new Field(peers, List.of()), Floors.USUAL, run);
        });
    }

    @Test
    void aHalvedShareIsFoundInOneOfFiveAmongFifty() {
        assertFound(run -> {
            Floors floors = new Floors(run);
            Course coached = floors.course(100, 0.40, 0.20);
            List<Course> peers = floors.floor(100, Collections.nCopies(45, 0.10), share -> share);
            List<Tally> others = IntStream.range(0, 4)
                    .mapToObj(_ -> floors.answers(100, 0.40))
                    .toList();
            return EffectStudy.of(coached, new Field(peers, others), Floors.USUAL, run);
        });
    }

    private static List<Effect> alike(long seed, int answers, double share, Floors.Change change) {
        List<Course> floor = new Floors(seed).floor(answers, Collections.nCopies(AGENTS, share), change);
        return Floors.coachTheWorst(WORST, floor, seed);
    }

    private static void assertHardlyEverWrong(IntFunction<List<Effect>> run) {
        List<Verdict> verdicts = new ArrayList<>();
        for (int seed = 0; seed < RUNS; seed++) {
            run.apply(seed).forEach(effect -> verdicts.add(effect.verdict()));
        }
        assertThat(verdicts).hasSize(RUNS * WORST);
        assertThat(rate(verdicts, Verdict.BETTER)).as("called better").isLessThanOrEqualTo(0.05);
        assertThat(rate(verdicts, Verdict.WORSE)).as("called worse").isLessThanOrEqualTo(0.05);
    }

    private static void assertFound(IntFunction<Effect> run) {
        List<Verdict> verdicts =
                IntStream.range(0, 4 * RUNS).mapToObj(run).map(Effect::verdict).toList();

        assertThat(rate(verdicts, Verdict.BETTER)).as("called better").isGreaterThanOrEqualTo(0.80);
    }

    private static double rate(List<Verdict> verdicts, Verdict wanted) {
        return Collections.frequency(verdicts, wanted) / (double) verdicts.size();
    }

    /** The usual test of two shares, on the agent's own answers as counted. */
    private static boolean fallsByFaceValue(Effect effect) {
        Course coached = ((Effect.Measured) effect).coached();
        double pooled = coached.before().plus(coached.after()).share();
        double error = Math.sqrt(pooled
                * (1 - pooled)
                * (1.0 / coached.before().n() + 1.0 / coached.after().n()));
        return coached.before().share() - coached.after().share() > 1.96 * error;
    }
}
