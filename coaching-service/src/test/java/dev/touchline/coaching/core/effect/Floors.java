package dev.touchline.coaching.core.effect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Simulated floors: agents with a true share of poor answers each, and what their customers happen to answer. */
final class Floors {
    /** Thirty days before, thirty after, twenty answers in each, five peers: the settings' defaults. */
    static final Terms USUAL = new Terms(30, 30, 20, 5);

    private final RandomGenerator random;

    Floors(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** What changes between the windows without any coaching, given an agent's true share before. */
    interface Change extends DoubleUnaryOperator {}

    RandomGenerator random() {
        return random;
    }

    Tally answers(int n, double share) {
        int poor = 0;
        for (int answer = 0; answer < n; answer++) {
            poor += random.nextDouble() < share ? 1 : 0;
        }
        return new Tally(n, poor);
    }

    Course course(int n, double before, double after) {
        return new Course(answers(n, before), answers(n, after));
    }

    List<Course> floor(int n, List<Double> shares, Change change) {
        return shares.stream()
                .map(share -> course(n, share, Math.clamp(change.applyAsDouble(share), 0, 1)))
                .toList();
    }

    /** Agents whose true shares lie anywhere between two. */
    List<Double> between(int agents, double low, double high) {
        return random.doubles(agents, low, high).boxed().toList();
    }

    /**
     * Coaches the agents with the most poor answers before, to no effect.
     *
     * @return the verdict on each
     */
    static List<Effect> coachTheWorst(int coached, List<Course> floor, long seed) {
        List<Course> worstFirst = floor.stream()
                .sorted(Comparator.comparingDouble(
                                (Course course) -> course.before().share())
                        .reversed())
                .toList();
        List<Course> peers = worstFirst.subList(coached, worstFirst.size());
        List<Effect> effects = new ArrayList<>();
        for (Course agent : worstFirst.subList(0, coached)) {
            List<Tally> others = worstFirst.subList(0, coached).stream()
                    .filter(other -> other != agent)
                    .map(Course::before)
                    .toList();
            effects.add(EffectStudy.of(agent, new Field(peers, others), USUAL, seed));
        }
        return effects;
    }
}
