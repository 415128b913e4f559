package dev.touchline.coaching.core.effect;

import java.time.LocalDate;
import java.util.List;

/**
 * An agent's answers on a topic since they were coached on it. It tells how things go, and claims nothing of why: that
 * takes an {@link Effect}.
 *
 * @param from the day (UTC) after the session
 * @param days those with answers, in order
 */
public record Since(LocalDate from, List<Day> days) {
    public Since {
        days = List.copyOf(days);
    }

    /** What was answered on one day (UTC). */
    public record Day(LocalDate day, Tally tally) {}

    /** All days together. */
    public Tally tally() {
        return days.stream().map(Day::tally).reduce(Tally.NONE, Tally::plus);
    }

    /** The figures in words. */
    public String sentence() {
        Tally tally = tally();
        if (tally.n() == 0) {
            return "No answer on this topic since the session.";
        }
        String answers = tally.n() == 1 ? "1 answer" : tally.n() + " answers";
        return switch (tally.poor()) {
            case 0 -> "%s on this topic since the session, none poor.".formatted(answers);
            case 1 -> "%s on this topic since the session, 1 of them poor.".formatted(answers);
            default -> "%s on this topic since the session, %d of them poor.".formatted(answers, tally.poor());
        };
    }
}
