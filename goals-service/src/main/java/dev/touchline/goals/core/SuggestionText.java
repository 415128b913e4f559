package dev.touchline.goals.core;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Puts a goal into words that the agent and the supervisor can start from. */
public final class SuggestionText {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_AND_YEAR = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private SuggestionText() {}

    /** For example {@code Raise product knowledge}. */
    public static String title(String topic) {
        return "Raise " + topic.replace('-', ' ');
    }

    /**
     * For example {@code Raise product knowledge: 3 coaching needs since 12 November}; the year is named when it is not
     * the current one.
     *
     * @param needs 1 or more
     * @param since the day of the oldest need, in the agent's time zone
     * @param today the current day there
     */
    public static String of(String topic, int needs, LocalDate since, LocalDate today) {
        if (needs < 1) {
            throw new IllegalArgumentException("A suggestion has needs behind it");
        }
        DateTimeFormatter format = since.getYear() == today.getYear() ? DAY : DAY_AND_YEAR;
        return "%s: %d coaching %s since %s"
                .formatted(title(topic), needs, needs == 1 ? "need" : "needs", format.format(since));
    }
}
