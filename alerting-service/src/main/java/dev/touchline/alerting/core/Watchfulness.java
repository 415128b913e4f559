package dev.touchline.alerting.core;

import java.time.Duration;

/**
 * What makes a drop a systemic cause.
 *
 * @param scoreAtMost which ratings are poor
 * @param window how far it looks back; whole {@link Pulse#INTERVAL}s
 * @param agents how many of a team must be rated poorly, at least
 * @param share of those who are rated at all, at least
 * @param falseAlarm probability, per team, topic and month, of finding one where there is none
 * @param longest after so long it is the new usual, and agents are looked at again
 */
public record Watchfulness(
        double scoreAtMost, Duration window, int agents, double share, double falseAlarm, Duration longest) {
    private static final Duration MONTH = Duration.ofDays(30);

    /** So many intervals back. */
    long intervals() {
        return window.dividedBy(Pulse.INTERVAL);
    }

    /** How improbable a drop must be at one of the many times at which it is looked for. */
    double atOnce() {
        return falseAlarm / MONTH.dividedBy(Pulse.INTERVAL);
    }
}
