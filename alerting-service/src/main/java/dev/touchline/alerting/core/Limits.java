package dev.touchline.alerting.core;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The bounds of everything in a filter, in one place: the constructors refuse by them, and the HTTP edge names every
 * broken one at once. Each check answers what is wrong, in words for the person who wrote the filter.
 */
public final class Limits {
    /** Longest look-back of a condition; also how long single flagged ratings may have to be remembered. */
    public static final Duration WITHIN = Duration.ofDays(30);
    /** Longest quiet time after a need. */
    public static final Duration COOLDOWN = Duration.ofDays(90);
    /** Longest time that a need may count as fresh; long, because replayed history is years old. */
    public static final Duration FRESH_FOR = Duration.ofDays(3650);

    public static final int NAME = 200;
    public static final int TOPICS = 50;
    public static final int SCOPE_ENTRIES = 200;
    public static final int CHANNEL = 200;
    public static final int FEWEST = 2;
    public static final int MOST = 50;

    private static final Pattern SLUG = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    private Limits() {}

    /** A topic or a filter id: lower-case letters, digits and hyphens, 1 to 64 of them. */
    public static Optional<String> slug(String value) {
        return problem(!SLUG.matcher(value).matches(), "must be 1 to 64 of a-z, 0-9 and hyphen");
    }

    public static Optional<String> name(String value) {
        return problem(
                value.isBlank() || value.length() > NAME || hasControl(value),
                "must have 1 to %d characters, none of them a control character".formatted(NAME));
    }

    public static Optional<String> topics(Collection<String> values) {
        return problem(values.isEmpty() || values.size() > TOPICS, "must name 1 to %d topics".formatted(TOPICS));
    }

    public static Optional<String> scope(Collection<String> values) {
        return problem(values.size() > SCOPE_ENTRIES, "must have at most %d entries".formatted(SCOPE_ENTRIES));
    }

    /** A channel, in the platform's own word. */
    public static Optional<String> channel(String value) {
        return problem(
                value.isBlank() || value.length() > CHANNEL || hasControl(value),
                "must have 1 to %d characters, none of them a control character".formatted(CHANNEL));
    }

    /** A score: 0 (worst) to 100 (best). */
    public static Optional<String> score(double value) {
        return problem(!(value >= 0 && value <= 100), "must be a number from 0 to 100");
    }

    public static Optional<String> atLeast(int value) {
        return problem(value < FEWEST || value > MOST, "must be %d to %d".formatted(FEWEST, MOST));
    }

    public static Optional<String> within(Duration value) {
        return between(value, ONE_SECOND, WITHIN);
    }

    public static Optional<String> cooldown(Duration value) {
        return between(value, Duration.ZERO, COOLDOWN);
    }

    public static Optional<String> freshFor(Duration value) {
        return between(value, ONE_SECOND, FRESH_FOR);
    }

    static Optional<String> version(long value) {
        return problem(value < 1, "must be 1 or more");
    }

    static Optional<String> present(String value) {
        return problem(value.isBlank(), "must not be blank");
    }

    static void check(String field, Optional<String> problem) {
        problem.ifPresent(detail -> {
            throw new IllegalArgumentException(field + " " + detail);
        });
    }

    private static Optional<String> between(Duration value, Duration least, Duration most) {
        return problem(
                value.compareTo(least) < 0 || value.compareTo(most) > 0,
                "must be %s to %s".formatted(iso(least), iso(most)));
    }

    private static String iso(Duration value) {
        return value.toDays() > 0 ? "P" + value.toDays() + "D" : value.toString();
    }

    private static boolean hasControl(String value) {
        return value.chars().anyMatch(Character::isISOControl);
    }

    private static Optional<String> problem(boolean broken, String detail) {
        return broken ? Optional.of(detail) : Optional.empty();
    }
}
