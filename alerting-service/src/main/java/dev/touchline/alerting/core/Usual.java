package dev.touchline.alerting.core;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What was usual where a rating was given, as it is kept with the rating in one small number.
 *
 * @param poor the chance of a poor rating in thousandths, at most 511; 0 when nothing is known
 * @param everybody whether the whole organisation was looked at, since the team has too few ratings
 * @param age days from the end of what was looked at to the rating, at most 15; 0 when no snapshot said it
 */
record Usual(int poor, boolean everybody, int age) {
    private static final int EVERYBODY = 512;
    private static final int DAY = 1024;

    static Usual of(int note) {
        return new Usual(note % EVERYBODY, note % DAY >= EVERYBODY, note / DAY);
    }

    /** Of what was kept before ages were, the age is 0. */
    int note() {
        return poor + (everybody ? EVERYBODY : 0) + age * DAY;
    }

    /** @param day of the rating (UTC), counted from 1970 */
    Compared compared(long day) {
        return new Compared(everybody, age == 0 ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(day - age)));
    }
}
