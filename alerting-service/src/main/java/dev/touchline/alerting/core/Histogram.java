package dev.touchline.alerting.core;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How many ratings there are at each whole point of the score scale; at most 101 numbers, whatever scales customers
 * saw.
 *
 * <p>A score counts at the whole point at or above it, and so does a bound that is asked for. On a scale with a hundred
 * steps or fewer no two steps share a point, so a bound that is a step or a whole point finds exactly what it says.
 *
 * <p>Numbers may be negative where this is a change to another one.
 */
public final class Histogram {
    public static final Histogram EMPTY = new Histogram(new int[0], new int[0]);

    /** The lowest and highest point. */
    public static final int LOWEST = 0;

    public static final int HIGHEST = 100;

    private final int[] points;
    private final int[] counts;

    private Histogram(int[] points, int[] counts) {
        this.points = points;
        this.counts = counts;
    }

    /** Adds up histograms, and takes some away, without one for each step. */
    static final class Sum {
        private final int[] all = new int[HIGHEST + 1];

        /** @param sign 1 to add it, -1 to take it away */
        Sum add(Histogram other, int sign) {
            for (int i = 0; i < other.points.length; i++) {
                all[other.points[i]] += sign * other.counts[i];
            }
            return this;
        }

        Histogram histogram() {
            return of(all);
        }
    }

    /**
     * Of what {@link #each} gave.
     *
     * @throws IllegalArgumentException when the points are not in order, there is no such point, or none is counted at
     *     one
     */
    public static Histogram of(int[] points, int[] counts) {
        int last = LOWEST - 1;
        for (int i = 0; i < points.length; i++) {
            if (points[i] <= last || points[i] > HIGHEST || counts[i] == 0) {
                throw new IllegalArgumentException("points must count something, in order, from 0 to 100");
            }
            last = points[i];
        }
        return points.length == 0 ? EMPTY : new Histogram(points.clone(), counts.clone());
    }

    /** At which point a score counts. */
    public static int point(double score) {
        return (int) Math.ceil(score);
    }

    /** Takes each point with its number. */
    @FunctionalInterface
    public interface Each {
        void take(int point, int count);
    }

    /**
     * Adds up.
     *
     * @throws IllegalArgumentException when there is no such point
     */
    public Histogram plus(int point, int count) {
        Limits.check("point", Limits.score(point));
        Sum sum = new Sum().add(this, 1);
        sum.all[point] += count;
        return sum.histogram();
    }

    public Histogram plus(Histogram other) {
        return other.isEmpty() ? this : new Sum().add(this, 1).add(other, 1).histogram();
    }

    public Histogram minus(Histogram other) {
        return other.isEmpty() ? this : new Sum().add(this, 1).add(other, -1).histogram();
    }

    public boolean isEmpty() {
        return points.length == 0;
    }

    /** How many points have a number. */
    public int size() {
        return points.length;
    }

    /** Gives what is not zero, in order of points. */
    public void each(Each taker) {
        for (int i = 0; i < points.length; i++) {
            taker.take(points[i], counts[i]);
        }
    }

    /** What is usual by these ratings; what is below zero counts as none. */
    Baseline baseline() {
        return baseline(false, 0);
    }

    /**
     * What is usual by these ratings of colleagues.
     *
     * @param everybody whether they are of the whole organisation
     * @param age of the newest snapshot among them in days
     */
    Baseline baseline(boolean everybody, int age) {
        double[] scores = new double[points.length];
        long[] above = new long[points.length];
        int size = 0;
        for (int i = 0; i < points.length; i++) {
            if (counts[i] > 0) {
                scores[size] = points[i];
                above[size++] = counts[i];
            }
        }
        return new Baseline(Arrays.copyOf(scores, size), Arrays.copyOf(above, size), everybody, age);
    }

    private static Histogram of(int[] all) {
        int size = 0;
        for (int count : all) {
            size += count == 0 ? 0 : 1;
        }
        int[] points = new int[size];
        int[] counts = new int[size];
        int next = 0;
        for (int point = LOWEST; point <= HIGHEST; point++) {
            if (all[point] != 0) {
                points[next] = point;
                counts[next++] = all[point];
            }
        }
        return new Histogram(points, counts);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Histogram that
                && Arrays.equals(points, that.points)
                && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(points) + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        each((point, count) -> text.append(point).append('×').append(count).append(' '));
        return text.toString().trim();
    }
}
