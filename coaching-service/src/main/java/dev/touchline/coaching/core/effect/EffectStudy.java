package dev.touchline.coaching.core.effect;

import dev.touchline.coaching.core.effect.Effect.Measured;
import dev.touchline.coaching.core.effect.Effect.TooFew;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Difference in differences of the poor share against peers who were not coached, with what chance put into the window
 * before taken out first: who is coached was picked for a bad month, and a bad month is partly bad luck that would have
 * passed by itself. So the share before is not taken as counted but as the field makes it likely, for the coached agent
 * and the peers alike.
 */
public final class EffectStudy {
    /** Most peers compared with: those whose shares before are nearest. */
    static final int MOST_PEERS = 20;

    private static final int DRAWS = 2_000;
    private static final double TAIL = 0.025;

    private EffectStudy() {}

    /**
     * The effect over two windows that are over.
     *
     * @param seed decides the draws: the same figures and seed give the same effect
     */
    public static Effect of(Course coached, Field field, Terms terms, long seed) {
        if (!terms.enough(coached)) {
            return new TooFew("Inconclusive: %d answers before and %d after the session, at least %d each are needed."
                    .formatted(coached.before().n(), coached.after().n(), terms.leastAnswers()));
        }
        List<Course> usable = field.peers().stream().filter(terms::enough).toList();
        if (usable.size() < terms.leastPeers()) {
            return new TooFew("Inconclusive: %d agents with enough answers to compare with, at least %d are needed."
                    .formatted(usable.size(), terms.leastPeers()));
        }
        Belief prior = Belief.ofOneMore(field.before());
        return measured(coached, prior.given(coached.before()), peers(usable, prior), seed);
    }

    /** A peer with what may be believed of them before. */
    private record Peer(Course course, double before, double variance) {
        /** How much the share changed. */
        double change() {
            return course.after().share() - before;
        }

        /** How far {@link #change} is off by chance alone. */
        double noise() {
            double after = (course.after().poor() + 0.5) / (course.after().n() + 1);
            return variance + after * (1 - after) / course.after().n();
        }
    }

    private static List<Peer> peers(List<Course> courses, Belief prior) {
        return courses.stream()
                .map(course -> {
                    Belief before = prior.given(course.before());
                    return new Peer(course, before.mean(), before.variance());
                })
                .toList();
    }

    private static Measured measured(Course coached, Belief before, List<Peer> peers, long seed) {
        List<Peer> similar = peers.stream()
                .sorted(Comparator.comparingDouble(peer -> Math.abs(peer.before() - before.mean())))
                .limit(MOST_PEERS)
                .toList();
        double expected = share(before.mean() + trend(similar));
        double[] differences = differences(coached.after(), before, similar, Math.sqrt(drift(peers)), seed);
        return new Measured(
                coached,
                expected,
                coached.after().share() - expected,
                differences[(int) (TAIL * DRAWS)],
                differences[(int) ((1 - TAIL) * DRAWS) - 1],
                similar.size(),
                similar.stream().map(peer -> peer.course().before()).reduce(Tally.NONE, Tally::plus),
                similar.stream().map(peer -> peer.course().after()).reduce(Tally.NONE, Tally::plus));
    }

    private static double trend(List<Peer> peers) {
        return peers.stream().mapToDouble(Peer::change).average().orElseThrow();
    }

    /**
     * The variance with which agents change by themselves, each in their own way: what is left of the peers' changes
     * once chance is taken off.
     */
    private static double drift(List<Peer> peers) {
        double trend = trend(peers);
        double spread = peers.stream()
                        .mapToDouble(peer -> (peer.change() - trend) * (peer.change() - trend))
                        .sum()
                / (peers.size() - 1);
        double noise = peers.stream().mapToDouble(Peer::noise).average().orElseThrow();
        return Math.max(0, spread - noise);
    }

    /** What the difference may be, in ascending order: peers drawn anew each time, shares from what is believed. */
    private static double[] differences(Tally after, Belief before, List<Peer> peers, double drift, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Belief now = Belief.even().given(after);
        double[] differences = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            double expected = before.draw(random) + trendOfSome(peers, random) + drift * random.nextGaussian();
            differences[draw] = now.draw(random) - share(expected);
        }
        Arrays.sort(differences);
        return differences;
    }

    private static double trendOfSome(List<Peer> peers, RandomGenerator random) {
        double sum = 0;
        for (int drawn = 0; drawn < peers.size(); drawn++) {
            sum += peers.get(random.nextInt(peers.size())).change();
        }
        return sum / peers.size();
    }

    private static double share(double value) {
        return Math.clamp(value, 0, 1);
    }
}
