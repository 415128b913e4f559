package dev.touchline.coaching.core.effect;

import dev.touchline.coaching.core.Kind;
import dev.touchline.coaching.core.ResponseRef;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent's answers on a topic since they were coached on it. It tells how things go, and claims nothing of why: that
 * takes an {@link Effect}.
 *
 * @param from the session, or the start of the day (UTC) after it where the answers of its own day may be forgotten, or
 *     of the first day that is still counted
 * @param coverage which of the two
 * @param good how many of the answers that are still known were good
 * @param days those with answers, in order; the first without what was answered before {@code from}
 * @param answers the newest of those that are still known, newest first
 */
public record Since(Instant from, Coverage coverage, int good, List<Day> days, List<Answer> answers) {
    /** The least score (0 to 100) of a good answer. */
    public static final int GOOD = 75;

    private static final List<String> NUMBERS =
            List.of("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten");

    public Since {
        days = List.copyOf(days);
        answers = List.copyOf(answers);
    }

    /** From when on answers are counted. */
    public enum Coverage {
        SESSION,
        NEXT_DAY
    }

    /** What was answered on one day (UTC). */
    public record Day(LocalDate day, Tally tally) {}

    /**
     * One answer.
     *
     * @param score on the topic, 0 to 100, 100 best
     * @param comment the customer's words, while they are kept
     */
    public record Answer(
            ResponseRef ref,
            Instant respondedAt,
            double score,
            @Nullable String comment) {}

    /** All days together. */
    public Tally tally() {
        return days.stream().map(Day::tally).reduce(Tally.NONE, Tally::plus);
    }

    /**
     * The figures in words. Only a coaching has a reason that can be the same again.
     *
     * @param kind of the item whose session it was
     */
    public String sentence(Kind kind) {
        Tally tally = tally();
        if (tally.n() == 0) {
            return "No answer on this topic %s.".formatted(when("since the session"));
        }
        if (tally.poor() > 0 && kind == Kind.COACHING) {
            return "The same reason again: %d of %s %s."
                    .formatted(tally.poor(), answers(tally.n()), when("since the session"));
        }
        if (good == tally.n()) {
            return "%s good %s %s.".formatted(inWords(good), good == 1 ? "one" : "ones", when("since"));
        }
        String poor = tally.poor() == 0 ? "none poor" : tally.poor() + " of them poor";
        return "%s on this topic %s, %s.".formatted(answers(tally.n()), when("since the session"), poor);
    }

    private static String answers(int n) {
        return n == 1 ? "1 answer" : n + " answers";
    }

    private String when(String sinceSession) {
        return switch (coverage) {
            case SESSION -> sinceSession;
            case NEXT_DAY -> "from " + LocalDate.ofInstant(from, ZoneOffset.UTC) + " on";
        };
    }

    private static String inWords(int number) {
        return number <= NUMBERS.size() ? NUMBERS.get(number - 1) : Integer.toString(number);
    }
}
