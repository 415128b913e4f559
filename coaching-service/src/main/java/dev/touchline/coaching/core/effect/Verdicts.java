package dev.touchline.coaching.core.effect;

import java.util.Locale;

/**
 * How many of some coachings were called what.
 *
 * @param better how many better
 * @param worse how many worse
 * @param inconclusive the rest
 */
public record Verdicts(int better, int worse, int inconclusive) {
    /** Fewest with which figures are shown: fewer would tell of chance, and of single agents. */
    public static final int LEAST = 5;

    /** None. */
    public static final Verdicts NONE = new Verdicts(0, 0, 0);

    /** How often a coaching to no effect is called better, and how often worse. */
    private static final double BY_CHANCE = 0.025;

    /** So many of one verdict. */
    public static Verdicts of(Verdict verdict, int count) {
        return switch (verdict) {
            case BETTER -> new Verdicts(count, 0, 0);
            case WORSE -> new Verdicts(0, count, 0);
            case INCONCLUSIVE -> new Verdicts(0, 0, count);
        };
    }

    /** Both together. */
    public Verdicts plus(Verdicts other) {
        return new Verdicts(better + other.better, worse + other.worse, inconclusive + other.inconclusive);
    }

    public int judged() {
        return better + worse + inconclusive;
    }

    /** Whether there are enough of them to be shown. */
    public boolean enough() {
        return judged() >= LEAST;
    }

    /** The figures in words, beside what chance alone does. */
    public String sentence() {
        return String.format(
                Locale.ROOT,
                "Of %d coachings: %d better, %d worse, %d inconclusive. To no effect at all, chance would call up to %.1f"
                        + " better and as many worse.",
                judged(),
                better,
                worse,
                inconclusive,
                judged() * BY_CHANCE);
    }
}
