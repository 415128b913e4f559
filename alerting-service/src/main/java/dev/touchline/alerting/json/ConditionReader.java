package dev.touchline.alerting.json;

import dev.touchline.alerting.core.Bound;
import dev.touchline.alerting.core.Condition;
import dev.touchline.alerting.core.Limits;
import dev.touchline.alerting.core.Phrases;
import dev.touchline.alerting.core.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads what a filter waits for; each mistake is noted at its place. */
final class ConditionReader {
    private static final Set<String> KNOWN =
            new TreeSet<>(Set.of("each", "count", "share", "shift", "keyword", "best", "recovered", "all", "any"));
    private static final double ANY_SHARE = 0;
    private static final int MIN_RESPONSES = 10;
    private static final double FALSE_ALARM = 0.001;
    private static final double ODDS_RATIO = 3;
    private static final int FALSE_ALARM_EVERY = 100_000;
    private static final double GOOD = 75;
    private static final int MIN_RESPONSES_OF_PRAISE = 20;
    private static final Duration RECOVERED_WITHIN = Duration.ofDays(30);

    private ConditionReader() {}

    static Optional<Condition> read(Fields when) {
        return read(when, 0);
    }

    /** @param depth how many {@code all} and {@code any} it stands in */
    private static Optional<Condition> read(Fields when, int depth) {
        String known = String.join(", ", KNOWN);
        List<String> names = when.names();
        for (String name : names) {
            if (!KNOWN.contains(name)) {
                when.wrong(name, "unknown condition; known are " + known);
            }
        }
        if (names.size() != 1) {
            when.wrong("", "must have exactly one condition of " + known);
            return Optional.empty();
        }
        return switch (names.getFirst()) {
            case "each" -> each(when.inner("each"));
            case "count" -> count(when.inner("count"));
            case "share" -> share(when.inner("share"));
            case "shift" -> shift(when.inner("shift"));
            case "keyword" -> keyword(when.inner("keyword"));
            case "best" -> best(when.inner("best"));
            case "recovered" -> recovered(when.inner("recovered"));
            case "all" -> nested(when, "all", depth).map(Condition.All::new);
            case "any" -> nested(when, "any", depth).map(Condition.Any::new);
            default -> Optional.empty();
        };
    }

    private static Optional<Condition> each(Fields each) {
        each.only(Set.of("scoreAtMost", "scoreAtLeast"));
        if (each.has("scoreAtMost") == each.has("scoreAtLeast")) {
            each.wrong("", "must have either scoreAtMost or scoreAtLeast");
            return Optional.empty();
        }
        return each.has("scoreAtMost")
                ? score(each, "scoreAtMost").map(score -> new Condition.Each(new Bound.AtMost(score)))
                : score(each, "scoreAtLeast").map(score -> new Condition.Each(new Bound.AtLeast(score)));
    }

    private static Optional<Condition> count(Fields count) {
        count.only(Set.of("scoreAtMost", "atLeast", "within"));
        Optional<Double> score = score(count, "scoreAtMost");
        Optional<Integer> atLeast =
                count.whole("atLeast").filter(given -> count.limit("atLeast", Limits.atLeast(given)));
        Optional<Duration> within = count.duration("within", Limits::within);
        return score.isEmpty() || atLeast.isEmpty() || within.isEmpty()
                ? Optional.empty()
                : Optional.of(new Condition.Count(score.get(), atLeast.get(), within.get()));
    }

    private static Optional<Condition> share(Fields share) {
        int before = share.mistakes();
        share.only(Set.of("scoreAtMost", "above", "minResponses", "within", "falseAlarm"));
        Optional<Double> score = score(share, "scoreAtMost");
        double above = number(share, "above", ANY_SHARE, Limits::above);
        int minResponses = whole(share, "minResponses", MIN_RESPONSES, Limits::minResponses);
        Optional<Duration> within = share.duration("within", Limits::withinDays);
        double falseAlarm = number(share, "falseAlarm", FALSE_ALARM, Limits::falseAlarm);
        return share.mistakes() > before || score.isEmpty() || within.isEmpty()
                ? Optional.empty()
                : Optional.of(new Condition.Share(score.get(), above, minResponses, within.get(), falseAlarm));
    }

    private static Optional<Condition> shift(Fields shift) {
        int before = shift.mistakes();
        shift.only(Set.of("scoreAtMost", "oddsRatio", "falseAlarmEvery"));
        Optional<Double> score = score(shift, "scoreAtMost");
        double oddsRatio = number(shift, "oddsRatio", ODDS_RATIO, Limits::oddsRatio);
        int every = whole(shift, "falseAlarmEvery", FALSE_ALARM_EVERY, Limits::falseAlarmEvery);
        return shift.mistakes() > before || score.isEmpty()
                ? Optional.empty()
                : Optional.of(new Condition.Shift(score.get(), oddsRatio, every));
    }

    private static Optional<Condition> best(Fields best) {
        int before = best.mistakes();
        best.only(Set.of("scoreAtLeast", "minResponses", "within"));
        double score = number(best, "scoreAtLeast", GOOD, Limits::score);
        int minResponses = whole(best, "minResponses", MIN_RESPONSES_OF_PRAISE, Limits::minResponses);
        Optional<Duration> within = best.duration("within", Limits::withinDays);
        return best.mistakes() > before || within.isEmpty()
                ? Optional.empty()
                : Optional.of(new Condition.Best(score, minResponses, within.get()));
    }

    private static Optional<Condition> recovered(Fields recovered) {
        int before = recovered.mistakes();
        recovered.only(Set.of("scoreAtMost", "minResponses", "within"));
        Optional<Double> score = score(recovered, "scoreAtMost");
        int minResponses = whole(recovered, "minResponses", MIN_RESPONSES_OF_PRAISE, Limits::minResponses);
        Duration within = recovered.has("within")
                ? recovered.duration("within", Limits::withinDays).orElse(RECOVERED_WITHIN)
                : RECOVERED_WITHIN;
        return recovered.mistakes() > before || score.isEmpty()
                ? Optional.empty()
                : Optional.of(new Condition.Recovered(score.get(), minResponses, within));
    }

    private static double number(
            Fields fields, String field, double otherwise, Function<Double, Optional<String>> limit) {
        return fields.has(field)
                ? fields.number(field)
                        .filter(given -> fields.limit(field, limit.apply(given)))
                        .orElse(otherwise)
                : otherwise;
    }

    private static int whole(Fields fields, String field, int otherwise, Function<Integer, Optional<String>> limit) {
        return fields.has(field)
                ? fields.whole(field)
                        .filter(given -> fields.limit(field, limit.apply(given)))
                        .orElse(otherwise)
                : otherwise;
    }

    private static Optional<Condition> keyword(Fields keyword) {
        int before = keyword.mistakes();
        keyword.only(Set.of("anyOf", "in"));
        Set<String> phrases = keyword.strings("anyOf", Limits::phrase);
        if (keyword.mistakes() == before) {
            keyword.limit("anyOf", Limits.phrases(phrases));
        }
        Set<Words.Place> places = EnumSet.noneOf(Words.Place.class);
        if (keyword.has("in")) {
            keyword.strings("in", ConditionReader::place).forEach(place -> {
                if (place(place).isEmpty()) {
                    places.add(Words.Place.valueOf(place.toUpperCase(Locale.ROOT)));
                }
            });
            if (keyword.mistakes() == before) {
                keyword.limit("in", Limits.places(places));
            }
        } else {
            places.add(Words.Place.COMMENT);
        }
        return keyword.mistakes() == before
                ? Optional.of(new Condition.Keyword(Phrases.of(phrases), places))
                : Optional.empty();
    }

    private static Optional<String> place(String given) {
        return Set.of("comment", "tags").contains(given) ? Optional.empty() : Optional.of("must be comment or tags");
    }

    /** The conditions within an {@code all} or {@code any}, when all of them are fine together. */
    private static Optional<List<Condition>> nested(Fields when, String field, int depth) {
        if (depth >= Limits.DEPTH) {
            when.wrong(field, "must not be nested deeper than " + Limits.DEPTH + " levels");
            return Optional.empty();
        }
        int before = when.mistakes();
        List<Fields> entries = when.inners(field, Limits.NESTED);
        List<Condition> parts = new ArrayList<>();
        entries.forEach(entry -> read(entry, depth + 1).ifPresent(parts::add));
        return when.mistakes() == before && when.limit(field, Limits.nested(parts))
                ? Optional.of(parts)
                : Optional.empty();
    }

    private static Optional<Double> score(Fields fields, String field) {
        return fields.number(field).filter(given -> fields.limit(field, Limits.score(given)));
    }
}
