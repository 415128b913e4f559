package dev.touchline.alerting.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.touchline.kit.http.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads one JSON object field by field and notes every mistake instead of stopping at the first. */
final class Fields {
    private static final String DURATION =
            "must be an ISO 8601 duration in weeks, days, hours or less, such as PT8H, P7D or P2W";
    private static final Pattern WEEKS = Pattern.compile("P[0-9]+W");

    private final JsonNode node;
    private final String pointer;
    private final List<Problem.Cause> causes;

    Fields(JsonNode node, String pointer, List<Problem.Cause> causes) {
        this.node = node;
        this.pointer = pointer;
        this.causes = causes;
        if (!node.isObject()) {
            wrong("", "must be an object");
        }
    }

    /** Notes every field with another name. */
    Fields only(Set<String> known) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                wrong(name, "unknown field; known are " + String.join(", ", new TreeSet<>(known)));
            }
        });
        return this;
    }

    boolean has(String field) {
        return node.has(field);
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    Fields inner(String field) {
        return new Fields(at(field), pointer + "/" + escaped(field), causes);
    }

    /** The objects of an array; none when it is no array or has more than that. */
    List<Fields> inners(String field, int most) {
        if (!at(field).isArray() || at(field).size() > most) {
            wrong(field, "must be an array of at most " + most + " objects");
            return List.of();
        }
        List<Fields> inners = new ArrayList<>();
        for (JsonNode entry : at(field)) {
            inners.add(new Fields(entry, pointer + "/" + escaped(field) + "/" + inners.size(), causes));
        }
        return inners;
    }

    /** How many mistakes were noted so far, in the whole document. */
    int mistakes() {
        return causes.size();
    }

    Optional<String> text(String field) {
        return node.has(field)
                ? value(field, at(field), JsonNode::isTextual, JsonNode::textValue, "text")
                : missing(field);
    }

    Optional<Double> number(String field) {
        return node.has(field)
                ? value(field, at(field), JsonNode::isNumber, JsonNode::doubleValue, "a number")
                : missing(field);
    }

    Optional<Integer> whole(String field) {
        return node.has(field)
                ? value(field, at(field), Fields::isWhole, JsonNode::intValue, "a whole number")
                : missing(field);
    }

    /** A whole number from 0, as large as can be. */
    Optional<Long> count(String field) {
        return node.has(field)
                ? value(field, at(field), Fields::isCount, JsonNode::longValue, "a whole number from 0")
                : missing(field);
    }

    private static boolean isCount(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToLong() && number.longValue() >= 0;
    }

    boolean flag(String field, boolean otherwise) {
        return node.has(field)
                ? value(field, at(field), JsonNode::isBoolean, JsonNode::booleanValue, "true or false")
                        .orElse(otherwise)
                : otherwise;
    }

    /** A length of time within a limit: ISO 8601 in days, hours and less, or in weeks. */
    Optional<Duration> duration(String field, Function<Duration, Optional<String>> limit) {
        return text(field)
                .flatMap(text -> exact(text).or(() -> {
                    wrong(field, about(text).flatMap(limit).orElse(DURATION));
                    return Optional.empty();
                }))
                .filter(given -> limit(field, limit.apply(given)));
    }

    private static Optional<Duration> exact(String text) {
        try {
            return Optional.of(
                    WEEKS.matcher(text).matches()
                            ? Duration.ofDays(7L * Integer.parseInt(text.substring(1, text.length() - 1)))
                            : Duration.parse(text));
        } catch (DateTimeParseException | ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** How long months and years are, about, to name the limit that they break; none has a length of its own. */
    private static Optional<Duration> about(String text) {
        try {
            Period period = Period.parse(text);
            return Optional.of(Duration.ofDays(period.toTotalMonths() * 30 + period.getDays()));
        } catch (DateTimeParseException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    Optional<Instant> instant(String field) {
        return text(field).flatMap(text -> {
            try {
                return Optional.of(OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeParseException e) {
                wrong(field, "must be a time with zone such as 2026-11-21T10:00:00Z");
                return Optional.empty();
            }
        });
    }

    /** A day, when there is one. */
    Optional<LocalDate> date(String field) {
        return (node.has(field) ? text(field) : Optional.<String>empty()).flatMap(text -> {
            try {
                return Optional.of(LocalDate.parse(text));
            } catch (DateTimeParseException e) {
                wrong(field, "must be a day such as 2026-11-21");
                return Optional.empty();
            }
        });
    }

    /** One word of an enum, in lower case. */
    <E extends Enum<E>> E word(String field, Class<E> type, E otherwise) {
        if (!node.has(field)) {
            return otherwise;
        }
        Optional<String> given = text(field);
        List<String> words = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            words.add(DefinitionWriter.word(constant));
            if (given.filter(DefinitionWriter.word(constant)::equals).isPresent()) {
                return constant;
            }
        }
        given.ifPresent(unknown -> wrong(field, "must be one of " + String.join(", ", words)));
        return otherwise;
    }

    /** An array of different strings, each held to a limit. */
    Set<String> strings(String field, Function<String, Optional<String>> limit) {
        Set<String> values = new TreeSet<>();
        if (!at(field).isArray()) {
            wrong(field, "must be an array of strings");
            return values;
        }
        int index = 0;
        for (JsonNode entry : at(field)) {
            String place = field + "/" + index++;
            if (!entry.isTextual()) {
                wrong(place, "must be text");
            } else if (!values.add(entry.textValue())) {
                wrong(place, "is there twice");
            } else {
                limit(place, limit.apply(entry.textValue()));
            }
        }
        return values;
    }

    <T> Optional<T> missing(String field) {
        wrong(field, "is required");
        return Optional.empty();
    }

    /** Notes a broken limit; answers whether it holds. */
    boolean limit(String field, Optional<String> problem) {
        problem.ifPresent(detail -> wrong(field, detail));
        return problem.isEmpty();
    }

    void wrong(String field, String detail) {
        causes.add(new Problem.Cause(field.isEmpty() ? pointer : pointer + "/" + escapedPath(field), detail));
    }

    private <T> Optional<T> value(
            String field, JsonNode value, Function<JsonNode, Boolean> is, Function<JsonNode, T> as, String what) {
        if (is.apply(value)) {
            return Optional.of(as.apply(value));
        }
        wrong(field, "must be " + what);
        return Optional.empty();
    }

    private static boolean isWhole(JsonNode value) {
        return value.canConvertToExactIntegral() && value.canConvertToInt();
    }

    private JsonNode at(String field) {
        JsonNode value = node.get(field);
        return value == null ? MissingNode.getInstance() : value;
    }

    /** Only the places that {@link #strings} makes hold a slash of their own, and no field of a filter does. */
    private String escapedPath(String field) {
        return node.has(field) ? escaped(field) : field;
    }

    private static String escaped(String field) {
        return field.replace("~", "~0").replace("/", "~1");
    }
}
