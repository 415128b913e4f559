package dev.touchline.alerting.core;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
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
        int[] all = dense();
        all[point] += count;
        return of(all);
    }

    public Histogram plus(Histogram other) {
        return other.isEmpty() ? this : combined(other, 1);
    }

    public Histogram minus(Histogram other) {
        return other.isEmpty() ? this : combined(other, -1);
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
        SortedMap<Double, Long> ratings = new TreeMap<>();
        each((point, count) -> {
            if (count > 0) {
                ratings.put((double) point, (long) count);
            }
        });
        return new Baseline(ratings);
    }

    private Histogram combined(Histogram other, int sign) {
        int[] all = dense();
        other.each((point, count) -> all[point] += sign * count);
        return of(all);
    }

    private int[] dense() {
        int[] all = new int[HIGHEST + 1];
        each((point, count) -> all[point] = count);
        return all;
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
