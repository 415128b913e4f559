package dev.touchline.feedback.core;

/**
 * A rating put on 0 to 100, 100 being the best.
 *
 * @param value 0 to 100 inclusive
 */
public record Score(double value) {
    private static final double PRECISION = 10_000;

    public Score {
        if (!(value >= 0 && value <= 100)) {
            throw new IllegalArgumentException("A score lies within 0 and 100: " + value);
        }
    }

    /**
     * Linear from the bad end to the good end, to four decimals. Multiplies before it divides, so that a bar like 70 is
     * met exactly.
     *
     * @throws IllegalArgumentException when the value is outside the scale
     */
    public static Score of(double value, Scale scale) {
        if (!scale.contains(value)) {
            throw new IllegalArgumentException("The value lies outside its scale: " + value);
        }
        double fromBad =
                switch (scale.direction()) {
                    case HIGHER_IS_BETTER -> value - scale.min();
                    case LOWER_IS_BETTER -> scale.max() - value;
                };
        double score = Math.min(100, fromBad * 100 / (scale.max() - scale.min()));
        return new Score(Math.rint(score * PRECISION) / PRECISION);
    }
}
