package dev.touchline.alerting.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchline.alerting.core.Condition;
import dev.touchline.alerting.core.Definition;
import dev.touchline.alerting.core.Kind;
import dev.touchline.alerting.core.Limits;
import dev.touchline.alerting.core.Scope;
import dev.touchline.alerting.core.Severity;
import dev.touchline.alerting.core.Tenure;
import dev.touchline.kit.http.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads a definition and finds everything that is wrong with it at once. A field that it does not know is a mistake
 * wherever the definition comes from: ignoring one could make a filter wider than it was meant.
 */
public final class DefinitionReader {
    private static final Set<String> FIELDS = Set.of(
            "name", "kind", "topics", "enabled", "scope", "when", "cooldown", "freshFor", "severity", "precisionFloor");
    private static final Duration COOLDOWN = Duration.ofHours(8);
    private static final Duration FRESH_FOR = Duration.ofHours(2);

    private final List<Problem.Cause> causes = new ArrayList<>();
    private final Fields fields;

    private DefinitionReader(JsonNode node) {
        this.fields = new Fields(node, "", causes);
    }

    /** @param besides fields that may stand beside the definition's own, and are not read */
    public static Parsed read(JsonNode node, Set<String> besides) {
        return new DefinitionReader(node).parse(besides);
    }

    private Parsed parse(Set<String> besides) {
        if (!causes.isEmpty()) {
            return new Parsed.Broken(causes);
        }
        Set<String> known = new HashSet<>(FIELDS);
        known.addAll(besides);
        fields.only(known);
        Optional<String> name = fields.text("name").filter(given -> fields.limit("name", Limits.name(given)));
        Set<String> topics = topics();
        Kind kind = fields.word("kind", Kind.class, Kind.COACHING);
        boolean enabled = fields.flag("enabled", true);
        Scope scope = scope();
        Optional<Condition> when =
                fields.has("when") ? ConditionReader.read(fields.inner("when")) : fields.missing("when");
        Duration cooldown = duration("cooldown", Limits::cooldown, COOLDOWN);
        Duration freshFor = duration("freshFor", Limits::freshFor, FRESH_FOR);
        Severity severity = fields.word("severity", Severity.class, Severity.NORMAL);
        double floor = precisionFloor();
        if (!causes.isEmpty() || name.isEmpty() || when.isEmpty()) {
            return new Parsed.Broken(causes);
        }
        return new Parsed.Fine(new Definition(
                name.get(), kind, topics, enabled, scope, when.get(), cooldown, freshFor, severity, floor));
    }

    private double precisionFloor() {
        return fields.has("precisionFloor")
                ? fields.number("precisionFloor")
                        .filter(given -> fields.limit("precisionFloor", Limits.precisionFloor(given)))
                        .orElse(Definition.FLOOR)
                : Definition.FLOOR;
    }

    private Set<String> topics() {
        if (!fields.has("topics")) {
            fields.missing("topics");
            return Set.of();
        }
        int before = causes.size();
        Set<String> topics = fields.strings("topics", Limits::slug);
        if (causes.size() == before) {
            fields.limit("topics", Limits.topics(topics));
        }
        return topics;
    }

    private Scope scope() {
        if (!fields.has("scope")) {
            return Scope.EVERYWHERE;
        }
        int before = causes.size();
        Fields scope = fields.inner("scope").only(Set.of("teams", "channels", "tenure"));
        Set<String> teams = entries(scope, "teams", Limits::slug);
        Set<String> channels = entries(scope, "channels", Limits::channel);
        Tenure tenure = tenure(scope);
        return causes.size() == before ? new Scope(teams, channels, tenure) : Scope.EVERYWHERE;
    }

    /** The tenure that a scope names. */
    static Tenure tenure(Fields scope) {
        if (!scope.has("tenure")) {
            return Tenure.ANY;
        }
        int before = scope.mistakes();
        Fields tenure = scope.inner("tenure").only(Set.of("atLeast", "below"));
        Optional<Duration> atLeast = days(tenure, "atLeast");
        Optional<Duration> below = days(tenure, "below");
        if (scope.mistakes() == before && atLeast.isEmpty() && below.isEmpty()) {
            scope.wrong("tenure", "must name atLeast, below or both");
        }
        tenure.limit("below", Limits.tenures(atLeast, below));
        return scope.mistakes() == before ? new Tenure(atLeast, below) : Tenure.ANY;
    }

    private static Optional<Duration> days(Fields tenure, String field) {
        return tenure.has(field) ? tenure.duration(field, Limits::tenure) : Optional.empty();
    }

    /** The names of a scope's field; none when it is absent. */
    static Set<String> entries(Fields scope, String field, Function<String, Optional<String>> limit) {
        if (!scope.has(field)) {
            return Set.of();
        }
        Set<String> entries = scope.strings(field, limit);
        scope.limit(field, Limits.scope(entries));
        return entries;
    }

    private Duration duration(String field, Function<Duration, Optional<String>> limit, Duration otherwise) {
        return fields.has(field) ? fields.duration(field, limit).orElse(otherwise) : otherwise;
    }
}
