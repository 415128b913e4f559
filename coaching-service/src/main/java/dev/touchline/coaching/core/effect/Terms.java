package dev.touchline.coaching.core.effect;

/**
 * What is agreed when a session closes, before any result is known; the settings of then.
 *
 * @param daysBefore length of the window before, in days, at least 1
 * @param daysAfter length of the window after, in days, at least 1
 * @param leastAnswers fewest answers in either window with which an agent counts, at least 1
 * @param leastPeers fewest peers with which a verdict is given, at least 2
 */
public record Terms(int daysBefore, int daysAfter, int leastAnswers, int leastPeers) {
    public Terms {
        if (daysBefore < 1 || daysAfter < 1 || leastAnswers < 1 || leastPeers < 2) {
            throw new IllegalArgumentException("daysBefore " + daysBefore + ", daysAfter " + daysAfter
                    + ", leastAnswers " + leastAnswers + ", leastPeers " + leastPeers);
        }
    }

    boolean enough(Tally tally) {
        return tally.n() >= leastAnswers;
    }

    boolean enough(Course course) {
        return enough(course.before()) && enough(course.after());
    }
}
