package dev.touchline.feedback.core.insight;

/**
 * Where a share lies, as far as the data tells.
 *
 * @param low 0 to {@code high}
 * @param high {@code low} to 1
 */
public record Interval(double low, double high) {
    public Interval {
        if (!(0 <= low && low <= high && high <= 1)) {
            throw new IllegalArgumentException("Not an interval of shares: " + low + ", " + high);
        }
    }

    public boolean contains(double share) {
        return low <= share && share <= high;
    }
}
