package dev.touchline.alerting.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchline.alerting.core.Bound;
import dev.touchline.alerting.core.Condition;
import dev.touchline.alerting.core.Definition;
import dev.touchline.alerting.core.Scope;
import dev.touchline.alerting.core.Tenure;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;

/** Writes definitions so that equal ones give equal JSON. */
public final class DefinitionWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private DefinitionWriter() {}

    public static ObjectNode write(Definition definition) {
        ObjectNode node = JSON.objectNode();
        node.put("name", definition.name());
        node.put("kind", word(definition.kind()));
        strings(node, "topics", definition.topics());
        node.put("enabled", definition.enabled());
        if (!definition.scope().equals(Scope.EVERYWHERE)) {
            node.set("scope", scope(definition.scope()));
        }
        node.set("when", when(definition.when()));
        node.put("cooldown", duration(definition.cooldown()));
        node.put("freshFor", duration(definition.freshFor()));
        node.put("severity", word(definition.severity()));
        if (definition.precisionFloor() != Definition.FLOOR) {
            number(node, "precisionFloor", definition.precisionFloor());
        }
        return node;
    }

    /** The word for an enum value in JSON. */
    public static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static ObjectNode scope(Scope scope) {
        ObjectNode node = JSON.objectNode();
        if (!scope.teams().isEmpty()) {
            strings(node, "teams", scope.teams());
        }
        if (!scope.channels().isEmpty()) {
            strings(node, "channels", scope.channels());
        }
        tenure(node, scope.tenure());
        return node;
    }

    /** Says in a scope which tenure it names, if any. */
    static void tenure(ObjectNode scope, Tenure tenure) {
        if (!tenure.equals(Tenure.ANY)) {
            ObjectNode node = scope.putObject("tenure");
            tenure.atLeast().ifPresent(days -> node.put("atLeast", duration(days)));
            tenure.below().ifPresent(days -> node.put("below", duration(days)));
        }
    }

    private static ObjectNode when(Condition when) {
        ObjectNode node = JSON.objectNode();
        switch (when) {
            case Condition.Each each -> {
                String bound =
                        switch (each.bound()) {
                            case Bound.AtMost most -> "scoreAtMost";
                            case Bound.AtLeast least -> "scoreAtLeast";
                        };
                number(node.putObject("each"), bound, each.bound().score());
            }
            case Condition.Count count -> {
                ObjectNode inner = node.putObject("count");
                number(inner, "scoreAtMost", count.scoreAtMost());
                inner.put("atLeast", count.atLeast());
                inner.put("within", duration(count.within()));
            }
            case Condition.Share share -> {
                ObjectNode inner = node.putObject("share");
                number(inner, "scoreAtMost", share.scoreAtMost());
                number(inner, "above", share.above());
                inner.put("minResponses", share.minResponses());
                inner.put("within", duration(share.within()));
                number(inner, "falseAlarm", share.falseAlarm());
            }
            case Condition.Shift shift -> {
                ObjectNode inner = node.putObject("shift");
                number(inner, "scoreAtMost", shift.scoreAtMost());
                number(inner, "oddsRatio", shift.oddsRatio());
                inner.put("falseAlarmEvery", shift.falseAlarmEvery());
            }
            case Condition.Keyword keyword -> {
                ObjectNode inner = node.putObject("keyword");
                strings(inner, "anyOf", keyword.anyOf().all());
                strings(
                        inner,
                        "in",
                        keyword.in().stream().map(DefinitionWriter::word).toList());
            }
            case Condition.Best best -> {
                ObjectNode inner = node.putObject("best");
                number(inner, "scoreAtLeast", best.scoreAtLeast());
                inner.put("minResponses", best.minResponses());
                inner.put("within", duration(best.within()));
            }
            case Condition.Recovered recovered -> {
                ObjectNode inner = node.putObject("recovered");
                number(inner, "scoreAtMost", recovered.scoreAtMost());
                inner.put("minResponses", recovered.minResponses());
                inner.put("within", duration(recovered.within()));
            }
            case Condition.All all ->
                all.of().forEach(part -> node.withArray("all").add(when(part)));
            case Condition.Any any ->
                any.of().forEach(part -> node.withArray("any").add(when(part)));
        }
        return node;
    }

    private static void number(ObjectNode node, String field, double score) {
        if (score == Math.rint(score)) {
            node.put(field, (int) score);
        } else {
            node.put(field, score);
        }
    }

    /** Whole days as days: P7D rather than PT168H. */
    private static String duration(Duration value) {
        boolean wholeDays = !value.isZero() && value.equals(Duration.ofDays(value.toDays()));
        return wholeDays ? "P" + value.toDays() + "D" : value.toString();
    }

    static void strings(ObjectNode node, String field, Collection<String> values) {
        var array = node.putArray(field);
        values.stream().sorted().forEach(array::add);
    }
}
