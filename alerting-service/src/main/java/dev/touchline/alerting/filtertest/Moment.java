package dev.touchline.alerting.filtertest;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times in words: {@code day 2 14:30}, or {@code 20 minutes later} than the response before. Day 1 is a Monday. */
final class Moment {
    static final Instant DAY_1 = Instant.parse("2026-01-05T00:00:00Z");
    static final String FORMS = "must be such as day 2 14:30, or 20 minutes later (seconds, minutes, hours, days)";

    private static final Pattern DAY = Pattern.compile("day ([1-9][0-9]{0,3}) ([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)");
    private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,6}) (second|minute|hour|day)s?");
    private static final String LATER = " later";
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Moment() {}

    /** @param before what {@code later} is later than */
    static Optional<Instant> read(String words, Instant before) {
        Matcher day = DAY.matcher(words);
        if (day.matches()) {
            return clock(day.group(2))
                    .map(time -> DAY_1.plus(Duration.ofDays(Integer.parseInt(day.group(1)) - 1L))
                            .plusSeconds(time.toSecondOfDay()));
        }
        return words.endsWith(LATER)
                ? duration(words.substring(0, words.length() - LATER.length())).map(before::plus)
                : Optional.empty();
    }

    /** So many seconds, minutes, hours or days. */
    static Optional<Duration> duration(String words) {
        Matcher amount = AMOUNT.matcher(words);
        return amount.matches()
                ? Optional.of(amount(Integer.parseInt(amount.group(1)), amount.group(2)))
                : Optional.empty();
    }

    static String words(Instant at) {
        long day = Duration.between(DAY_1, at).toDays() + 1;
        boolean toTheMinute = at.getEpochSecond() % 60 == 0;
        return "day " + day + " " + (toTheMinute ? CLOCK : TO_THE_SECOND).format(at);
    }

    private static Duration amount(int number, String unit) {
        return switch (unit) {
            case "second" -> Duration.ofSeconds(number);
            case "minute" -> Duration.ofMinutes(number);
            case "hour" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static Optional<LocalTime> clock(String time) {
        try {
            return Optional.of(LocalTime.parse(time));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
