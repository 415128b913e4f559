package dev.touchline.alerting.core;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How high a {@link Cusum} must climb so that an agent who is as the others is flagged once in a stated number of
 * ratings on average.
 *
 * <p>The sum is a Markov chain on a lattice; the mean number of steps until it leaves follows from a set of linear
 * equations (D. Brook and D. A. Evans, "An approach to the probability distribution of cusum run length", Biometrika
 * 59, 1972). Its steps up and down are whole numbers of lattice units; the ratio of the true steps is met within one
 * per cent or as near as {@link #FINEST} units down allow.
 */
final class RunLength {
    private static final int FINEST = 12;
    private static final double NEAR = 0.01;

    /** There are some 500 values of {@code perMille} for each filter, so this is seldom reached. */
    private static final int MOST_KNOWN = 20_000;

    private static final Map<Question, Double> KNOWN = new ConcurrentHashMap<>();

    private RunLength() {}

    private record Question(int perMille, double oddsRatio, int every) {
        /* Written out: asked for every poor rating, and what the compiler makes of a record is not inlined. */

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Question that
                    && perMille == that.perMille
                    && every == that.every
                    && Double.compare(oddsRatio, that.oddsRatio) == 0;
        }

        @Override
        public int hashCode() {
            return 31 * (31 * perMille + every) + Double.hashCode(oddsRatio);
        }
    }

    /**
     * @param perMille usual chance of a poor rating, in thousandths
     * @param every ratings between two false alarms
     */
    static double threshold(int perMille, double oddsRatio, int every) {
        Question question = new Question(perMille, oddsRatio, every);
        Double known = KNOWN.get(question);
        if (known != null) {
            return known;
        }
        if (KNOWN.size() > MOST_KNOWN) {
            KNOWN.clear();
        }
        return KNOWN.computeIfAbsent(question, RunLength::answer);
    }

    private static double answer(Question question) {
        double p0 = question.perMille() / 1000.0;
        double p1 = Odds.times(p0, question.oddsRatio());
        double up = Math.log(p1 / p0);
        double down = Math.log((1 - p0) / (1 - p1));
        Lattice lattice = Lattice.near(up / down);
        return lattice.height(p0, question.every()) * down / lattice.down();
    }

    /** Steps of the sum in lattice units. */
    private record Lattice(int up, int down) {
        static Lattice near(double ratio) {
            Lattice best = new Lattice(Math.max(1, (int) Math.round(ratio)), 1);
            for (int down = 2; down <= FINEST && best.error(ratio) > NEAR; down++) {
                Lattice other = new Lattice(Math.max(1, (int) Math.round(ratio * down)), down);
                best = other.error(ratio) < best.error(ratio) ? other : best;
            }
            return best;
        }

        private double error(double ratio) {
            return Math.abs(up / (ratio * down) - 1);
        }

        /** The lowest height, in units, that is reached once in so many ratings or more seldom. */
        int height(double p, int every) {
            int high = up;
            while (mean(p, high) < every) {
                high *= 2;
            }
            int low = high / 2;
            while (low + 1 < high) {
                int middle = (low + high) / 2;
                if (mean(p, middle) < every) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return high;
        }

        /**
         * Mean number of ratings until the sum, beginning at 0, is at that height or above: Gaussian elimination within
         * the band of {@code L[i] = 1 + p L[i + up] + (1 - p) L[max(0, i - down)]}; rows are weakly dominated by their
         * diagonal, so it needs no pivot.
         */
        double mean(double p, int height) {
            int width = down + up + 1;
            double[][] band = new double[height][width];
            double[] right = new double[height];
            for (int row = 0; row < height; row++) {
                right[row] = 1;
                band[row][down] += 1;
                band[row][Math.max(0, row - down) - row + down] -= 1 - p;
                if (row + up < height) {
                    band[row][down + up] -= p;
                }
            }
            for (int pivot = 0; pivot < height; pivot++) {
                for (int row = pivot + 1; row <= pivot + down && row < height; row++) {
                    eliminate(band, right, pivot, row);
                }
            }
            return first(band, right);
        }

        private void eliminate(double[][] band, double[] right, int pivot, int row) {
            double factor = band[row][pivot - row + down] / band[pivot][down];
            if (factor == 0) {
                return;
            }
            for (int column = pivot; column <= pivot + up && column < band.length; column++) {
                band[row][column - row + down] -= factor * band[pivot][column - pivot + down];
            }
            right[row] -= factor * right[pivot];
        }

        private double first(double[][] band, double[] right) {
            double[] mean = new double[band.length];
            for (int row = band.length - 1; row >= 0; row--) {
                double rest = right[row];
                for (int column = row + 1; column <= row + up && column < band.length; column++) {
                    rest -= band[row][column - row + down] * mean[column];
                }
                mean[row] = rest / band[row][down];
            }
            return mean[0];
        }
    }
}
