package dev.touchline.alerting.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    /** Characters of an agent's id. */
    public static final int AGENT = 256;

    /** Longest tenure that a scope may ask for. */
    public static final Duration TENURE = Duration.ofDays(3650);

    /** Longest silence, where no tenure bounds it. */
    public static final Duration SILENCE = Duration.ofDays(366);

    /** Silences that may stand at a time: neither lifted nor over. */
    public static final int SILENCES = 1_000;

    public static final int FEWEST = 2;
    public static final int MOST = 50;

    /** Words and phrases of one keyword condition. */
    public static final int PHRASES = 200;

    /** Characters of one of them. */
    public static final int PHRASE = 100;

    /** Characters of why a filter is enabled without a backtest. */
    public static final int FORCE = 500;

    /** Conditions directly within an {@code all} or {@code any}. */
    public static final int NESTED = 10;

    /** How many {@code all} and {@code any} may stand within each other. */
    public static final int DEPTH = 3;

    /** Conditions of a filter, {@code all} and {@code any} not counted. */
    public static final int CONDITIONS = 20;

    /** Stands for the filter of a need that none raised. */
    public static final String SYSTEMIC_CAUSE = "systemic-cause";

    /** They would be taken for something else: parts of a path, and the above. */
    private static final Set<String> NO_FILTER = Set.of("try", "export", "import", SYSTEMIC_CAUSE);

    private static final int FEWEST_RESPONSES = 5;
    private static final int MOST_RESPONSES = 1_000;
    private static final double RAREST = 0.00001;
    private static final double MOST_OFTEN = 0.1;
    private static final double SMALLEST_RATIO = 1.5;
    private static final double LARGEST_RATIO = 10;
    private static final int SHORTEST_RUN = 500;
    private static final int LONGEST_RUN = 10_000_000;
    private static final int SLUG = 64;
    private static final Instant LAST_TIME = Instant.parse("2999-12-31T23:59:59Z");
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    private Limits() {}

    /** A time that somebody names: one with which can be reckoned, and that {@link Coachings} can hold. */
    public static Optional<String> time(Instant value) {
        return problem(value.isBefore(Instant.EPOCH) || value.isAfter(LAST_TIME), "must lie from 1970 to 2999");
    }

    /** The id of a filter that somebody makes. */
    public static Optional<String> filterId(String value) {
        return slug(value).or(() -> problem(NO_FILTER.contains(value), "is reserved; choose another"));
    }

    /** A topic or a filter id: lower-case letters, digits and hyphens, 1 to 64 of them. */
    public static Optional<String> slug(String value) {
        return problem(!isSlug(value), "must be 1 to 64 of a-z, 0-9 and hyphen");
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

    public static Optional<String> agent(String value) {
        return problem(
                value.isBlank() || value.length() > AGENT || hasControl(value),
                "must have 1 to %d characters, none of them a control character".formatted(AGENT));
    }

    /** A bound of a {@link Tenure}. */
    public static Optional<String> tenure(Duration value) {
        boolean days = value.equals(Duration.ofDays(value.toDays()));
        return between(value, Duration.ofDays(1), TENURE).or(() -> problem(!days, "must be whole days, such as P90D"));
    }

    /** Both bounds of a {@link Tenure}. */
    public static Optional<String> tenures(Optional<Duration> atLeast, Optional<Duration> below) {
        boolean nobody = atLeast.isPresent() && below.isPresent() && below.get().compareTo(atLeast.get()) <= 0;
        return problem(nobody, "must be more than atLeast, or it covers nobody");
    }

    /** The end of a silence whose beginning is a {@link #time}. */
    public static Optional<String> quietUntil(Instant from, Optional<Instant> to, Tenure tenure) {
        if (to.isEmpty()) {
            return problem(tenure.below().isEmpty(), "is required, unless the scope names a tenure below some length");
        }
        return time(to.get())
                .or(() -> problem(!to.get().isAfter(from), "must be later than from"))
                .or(() -> problem(
                        from.plus(SILENCE).isBefore(to.get()),
                        "must be at most %d days after from".formatted(SILENCE.toDays())));
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

    /** A share of items. */
    public static Optional<String> precisionFloor(double value) {
        return problem(!(value >= 0 && value <= 1), "must be a number from 0 to 1");
    }

    /** A share of ratings. */
    public static Optional<String> above(double value) {
        return problem(!(value >= 0 && value < 1), "must be a number from 0 to below 1");
    }

    public static Optional<String> minResponses(int value) {
        return problem(
                value < FEWEST_RESPONSES || value > MOST_RESPONSES,
                "must be %d to %d".formatted(FEWEST_RESPONSES, MOST_RESPONSES));
    }

    /** A look-back in whole days. */
    public static Optional<String> withinDays(Duration value) {
        boolean days = value.equals(Duration.ofDays(value.toDays()));
        return between(value, Duration.ofDays(1), WITHIN).or(() -> problem(!days, "must be whole days, such as P14D"));
    }

    /** A probability per agent and month. */
    public static Optional<String> falseAlarm(double value) {
        return problem(!(value >= RAREST && value <= MOST_OFTEN), "must be a number from 0.00001 to 0.1");
    }

    public static Optional<String> oddsRatio(double value) {
        return problem(!(value >= SMALLEST_RATIO && value <= LARGEST_RATIO), "must be a number from 1.5 to 10");
    }

    /** Ratings between two false alarms. */
    public static Optional<String> falseAlarmEvery(int value) {
        return problem(
                value < SHORTEST_RUN || value > LONGEST_RUN, "must be %d to %d".formatted(SHORTEST_RUN, LONGEST_RUN));
    }

    public static Optional<String> phrases(Collection<String> values) {
        return problem(
                values.isEmpty() || values.size() > PHRASES, "must have 1 to %d words or phrases".formatted(PHRASES));
    }

    /** A word or phrase to look for. */
    public static Optional<String> phrase(String value) {
        return problem(
                value.length() > PHRASE
                        || hasControl(value)
                        || Folding.words(value).isEmpty(),
                "must have 1 to %d characters, a letter or digit among them, no control character".formatted(PHRASE));
    }

    /** Why a filter is enabled without a backtest; it may have lines. */
    public static Optional<String> force(String value) {
        String inOneLine = value.replaceAll("[\\r\\n\\t]", " ");
        return problem(
                value.isBlank() || value.length() > FORCE || hasControl(inOneLine),
                "must be text of 1 to %d characters, no control character but line breaks".formatted(FORCE));
    }

    public static Optional<String> places(Collection<?> values) {
        return problem(values.isEmpty(), "must name comment, tags or both");
    }

    /** The conditions within an {@code all} or {@code any}. */
    public static Optional<String> nested(List<Condition> of) {
        if (of.size() < 2 || of.size() > NESTED) {
            return Optional.of("must have 2 to %d conditions".formatted(NESTED));
        }
        int deepest = of.stream().mapToInt(Limits::depth).max().orElse(0);
        int conditions = of.stream().mapToInt(Limits::conditions).sum();
        return problem(deepest >= DEPTH, "must not be nested deeper than %d levels".formatted(DEPTH))
                .or(() -> problem(
                        conditions > CONDITIONS, "must have at most %d conditions in all".formatted(CONDITIONS)));
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

    private static int depth(Condition when) {
        return switch (when) {
            case Condition.All all ->
                1 + all.of().stream().mapToInt(Limits::depth).max().orElse(0);
            case Condition.Any any ->
                1 + any.of().stream().mapToInt(Limits::depth).max().orElse(0);
            case Condition.Each each -> 0;
            case Condition.Count count -> 0;
            case Condition.Noting noting -> 0;
            case Condition.Best best -> 0;
        };
    }

    private static int conditions(Condition when) {
        return switch (when) {
            case Condition.All all ->
                all.of().stream().mapToInt(Limits::conditions).sum();
            case Condition.Any any ->
                any.of().stream().mapToInt(Limits::conditions).sum();
            case Condition.Each each -> 1;
            case Condition.Count count -> 1;
            case Condition.Noting noting -> 1;
            case Condition.Best best -> 1;
        };
    }

    private static Optional<String> between(Duration value, Duration least, Duration most) {
        return problem(
                value.compareTo(least) < 0 || value.compareTo(most) > 0,
                "must be %s to %s".formatted(iso(least), iso(most)));
    }

    private static String iso(Duration value) {
        return value.toDays() > 0 ? "P" + value.toDays() + "D" : value.toString();
    }

    /** A plain loop: it runs for every rating. */
    private static boolean isSlug(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')) {
                return false;
            }
        }
        return !value.isEmpty() && value.length() <= SLUG;
    }

    private static boolean hasControl(String value) {
        return value.chars().anyMatch(Character::isISOControl);
    }

    private static Optional<String> problem(boolean broken, String detail) {
        return broken ? Optional.of(detail) : Optional.empty();
    }
}
