package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.AgentTopicHistory;
import dev.touchline.alerting.core.Appended;
import dev.touchline.alerting.core.Contributions;
import dev.touchline.alerting.core.Cusum;
import dev.touchline.alerting.core.Mark;
import dev.touchline.alerting.core.MonthTest;
import dev.touchline.alerting.core.OwnBest;
import dev.touchline.alerting.core.Recovery;
import dev.touchline.alerting.core.Stand;
import dev.touchline.alerting.core.Tally;
import dev.touchline.alerting.core.Track;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is known of an agent on a topic, and how it is written: all of it now and then, as a base, and beside that what
 * was added since. A rating is then a few bytes more in a small value.
 *
 * @param base none before the first marked rating
 * @param since what was added since the base, in order
 */
record Known(AgentTopicHistory history, Contributions contributions, Optional<Base> base, List<Appended> since) {
    /** A base may be so old; what is never heard of again is forgotten by its own age, and may be a little older. */
    static final Duration OLDEST = Duration.ofDays(7);

    /** So many ratings until the next base: with more, fewer bytes would be written and more be stored. */
    private static final int MOST = 4;

    /* Bytes by the layout of objects, a third more by what a heap with 7,000 of them gave back. */
    private static final long A_KNOWN = 1_600;
    private static final long A_RATING = 370;
    private static final long A_MARK = 80;
    private static final long A_DAY = 220;
    private static final long A_TALLIED_DAY = 75;

    /**
     * What was written as a whole.
     *
     * @param expiresAt when it may go
     * @param lastDay contributions up to this day (UTC, counted from 1970) are in it
     */
    record Base(Instant expiresAt, long lastDay) {}

    /**
     * What becomes of it.
     *
     * @param appended where the history has become what it is by that alone
     */
    record Change(AgentTopicHistory history, Optional<Appended> appended, Contributions contributions) {}

    /** Whether that change makes a new base. */
    boolean isRebased(Change to, boolean marked, Instant expiresAt) {
        return marked
                && (to.appended().isEmpty()
                        || since.size() >= MOST
                        || base.filter(known -> known.expiresAt().isAfter(expiresAt))
                                .isEmpty());
    }

    /** It after a change that makes no base. */
    Known and(Change to) {
        List<Appended> more = since;
        if (to.appended().isPresent()) {
            more = new ArrayList<>(since);
            more.add(to.appended().get());
        }
        return new Known(to.history(), to.contributions(), base, more);
    }

    /** It after one that does. The day that was last contributed to may not be over. */
    static Known rebased(Change to, Instant expiresAt) {
        long lastDay = to.contributions().entries().isEmpty()
                ? Long.MIN_VALUE
                : to.contributions().entries().getLast().day() - 1;
        return new Known(
                to.history(), to.contributions(), Optional.of(new Base(expiresAt.plus(OLDEST), lastDay)), List.of());
    }

    /**
     * About how much memory it takes. A rating is there once, beside the marks that several filters make of it; those
     * that the filter with most of them has not are counted for each that has.
     */
    long bytes() {
        List<Mark> longest = history.tracks().values().stream()
                .map(Track::marks)
                .max(Comparator.comparingInt(List::size))
                .orElse(List.of());
        long ratings = longest.size();
        long marks = 0;
        long tallied = 0;
        for (Track track : history.tracks().values()) {
            ratings += track.marks() == longest ? 0 : beside(longest, track.marks());
            marks += track.marks().size();
            tallied += days(track.anchor()) + days(track.tail());
        }
        return A_KNOWN
                + A_RATING * ratings
                + A_MARK * marks
                + A_TALLIED_DAY * tallied
                + A_DAY * contributions.entries().size();
    }

    /** How many of these, in order as those are, are of no rating of those. */
    private static long beside(List<Mark> those, List<Mark> marks) {
        long beside = 0;
        int at = 0;
        for (Mark mark : marks) {
            int order = 1;
            while (at < those.size() && (order = those.get(at).compareTo(mark)) < 0) {
                at++;
            }
            beside += order == 0 ? 0 : 1;
        }
        return beside;
    }

    private static long days(Stand stand) {
        long days = stand.silenced().map(Known::days).orElse(0L);
        for (Tally tally : stand.tallies().all()) {
            days += switch (tally) {
                case Cusum sum -> 0;
                case MonthTest test -> test.days().size();
                case OwnBest own -> own.days().size();
                case Recovery recovery -> recovery.days().size();
            };
        }
        return days;
    }

    /** Contributions that the base has. */
    Contributions written() {
        return base.map(known -> contributions.until(known.lastDay())).orElse(Contributions.EMPTY);
    }

    /** Those that it has not. */
    Contributions unwritten() {
        return base.map(known -> contributions.since(known.lastDay() + 1)).orElse(contributions);
    }

    /**
     * It for a rating that is received then. A history that is new, or was forgotten, counts its changes on from the
     * second of receipt. A forgotten one had no change for months, and never one a second, so the numbers of an agent
     * and topic always grow. If they began at 1 again, coaching would ignore a need that comes again, as of a response
     * that is revised after half a year.
     */
    Known at(Instant receivedAt) {
        return base.isPresent() || history.seq() == receivedAt.getEpochSecond()
                ? this
                : new Known(history.from(receivedAt.getEpochSecond()), contributions, base, since);
    }
}
