package dev.touchline.coaching.core.effect;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** What may be believed of an agent's true share of poor answers: weights on a grid from 0 to 1 that sum to 1. */
final class Belief {
    /** Fine enough for some thousand answers: their own uncertainty is as wide as a cell. */
    private static final int CELLS = 200;

    /** Identical agents look alike after so many rounds; more sharpens what little is left. */
    private static final int ROUNDS = 100;

    private final double[] weights;
    private final double[] upTo = new double[CELLS];

    private Belief(double[] weights) {
        this.weights = weights;
        double sum = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            sum += weights[cell];
            upTo[cell] = sum;
        }
    }

    /** Any share is as likely as another. */
    static Belief even() {
        double[] weights = new double[CELLS];
        Arrays.fill(weights, 1.0 / CELLS);
        return new Belief(weights);
    }

    /**
     * What may be believed of one more agent of a field. How the true shares of the field are spread is found by
     * expectation maximisation, whatever its shape; and that this agent is unlike all {@code N} others has the weight
     * of one in {@code N + 1}.
     */
    static Belief ofOneMore(List<Tally> field) {
        double[] spread = even().weights;
        List<double[]> likelihoods = field.stream().map(Belief::likelihood).toList();
        for (int round = 0; round < ROUNDS && !field.isEmpty(); round++) {
            spread = sharpened(spread, likelihoods);
        }
        double unlike = 1.0 / (field.size() + 1);
        for (int cell = 0; cell < CELLS; cell++) {
            spread[cell] = (1 - unlike) * spread[cell] + unlike / CELLS;
        }
        return new Belief(spread);
    }

    private static double[] sharpened(double[] spread, List<double[]> likelihoods) {
        double[] sum = new double[CELLS];
        for (double[] likelihood : likelihoods) {
            double scale = 1 / (likelihoods.size() * product(spread, likelihood));
            for (int cell = 0; cell < CELLS; cell++) {
                sum[cell] += spread[cell] * likelihood[cell] * scale;
            }
        }
        return sum;
    }

    /** After these answers. */
    Belief given(Tally tally) {
        double[] likelihood = likelihood(tally);
        double total = product(weights, likelihood);
        double[] posterior = new double[CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            posterior[cell] = weights[cell] * likelihood[cell] / total;
        }
        return new Belief(posterior);
    }

    double mean() {
        double mean = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            mean += weights[cell] * middle(cell);
        }
        return mean;
    }

    double variance() {
        double mean = mean();
        double variance = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            double off = middle(cell) - mean;
            variance += weights[cell] * off * off;
        }
        return variance;
    }

    double draw(RandomGenerator random) {
        int found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[CELLS - 1]);
        int cell = Math.min(found < 0 ? -found - 1 : found, CELLS - 1);
        return (cell + random.nextDouble()) / CELLS;
    }

    /** How well each share explains the answers; the best of them 1. */
    private static double[] likelihood(Tally tally) {
        double[] logs = new double[CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            logs[cell] = tally.poor() * Math.log(middle(cell)) + (tally.n() - tally.poor()) * Math.log1p(-middle(cell));
        }
        double best = Arrays.stream(logs).max().orElseThrow();
        return Arrays.stream(logs).map(log -> Math.exp(log - best)).toArray();
    }

    private static double product(double[] left, double[] right) {
        double sum = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            sum += left[cell] * right[cell];
        }
        return sum;
    }

    private static double middle(int cell) {
        return (cell + 0.5) / CELLS;
    }
}
