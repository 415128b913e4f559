package dev.touchline.feedback.core.insight;

/** What a tally says, or that it says nothing yet. */
public sealed interface Figure {
    /**
     * Fewer answers than this say nothing about an agent: with 9 answers the interval of a share is about 60 points
     * wide in the middle.
     */
    long MINIMUM = 10;

    /** How many answers. */
    long n();

    /**
     * Enough answers to look at.
     *
     * @param mean score, 0 to 100
     * @param poorShare 0 to 1
     * @param poor where the true poor share lies
     */
    record Known(long n, double mean, double poorShare, Interval poor) implements Figure {}

    /** Too few answers; no figure is better than a wrong one. */
    record NotEnough(long n) implements Figure {}

    static Figure of(Tally tally) {
        return tally.n() < MINIMUM
                ? new NotEnough(tally.n())
                : new Known(tally.n(), tally.mean(), tally.poorShare(), Wilson.interval(tally.poor(), tally.n()));
    }
}
