package dev.touchline.alerting.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchline.alerting.core.Definition;
import dev.touchline.alerting.core.FalseAlarm;
import dev.touchline.alerting.core.Precision;
import dev.touchline.alerting.json.DefinitionReader;
import dev.touchline.alerting.json.DefinitionWriter;
import dev.touchline.alerting.json.Parsed;
import dev.touchline.alerting.store.FilterVersion;
import dev.touchline.alerting.store.PrecisionStore;
import java.util.Set;

/** Stored versions as answers; see {@link FilterSchema.View}. */
final class FilterViews {
    private FilterViews() {}

    /** A version with its definition's fields; one that can't be understood says so and shows what is stored. */
    static ObjectNode of(FilterVersion version) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", version.filterId());
        node.put("version", version.version());
        node.put("effectiveFrom", version.effectiveFrom().toString());
        switch (DefinitionReader.read(version.definition(), Set.of())) {
            case Parsed.Fine fine -> {
                node.setAll(DefinitionWriter.write(fine.definition()));
                FalseAlarm.of(
                                fine.definition().when(),
                                fine.definition().topics().size())
                        .ifPresent(stated -> falseAlarm(node, stated));
            }
            case Parsed.Broken broken -> asStored(node, version.definition()).put("invalid", broken.summary());
        }
        node.put("changedBy", version.changedBy());
        node.put("changedAt", version.changedAt().toString());
        version.forcedBecause().ifPresent(why -> node.put("forcedBecause", why));
        version.backtest().ifPresent(id -> node.put("backtest", id.toString()));
        if (version.deleted()) {
            node.put("deleted", true);
        }
        return node;
    }

    /** A filter as it stands, with how often it was right. */
    static ObjectNode of(FilterVersion version, PrecisionStore.Judged judged) {
        ObjectNode node = of(version);
        double floor = node.path("precisionFloor").asDouble(Definition.FLOOR);
        Precision precision = judged.precision();
        ObjectNode shown = node.putObject("precision");
        shown.put("judged", precision.judged()).put("agents", precision.agents());
        shown.put("sinceVersion", judged.since()).put("floor", floor).put("enough", precision.isEnough());
        if (precision.isEnough()) {
            shown.put("share", thousandths(precision.share()));
            shown.putArray("interval")
                    .add(thousandths(precision.interval().low()))
                    .add(thousandths(precision.interval().high()));
        }
        if (precision.isBelow(floor)) {
            node.put("warning", precision.warning(floor));
        }
        return node;
    }

    private static void falseAlarm(ObjectNode node, FalseAlarm stated) {
        node.putObject("falseAlarm")
                .put("perAgentAndMonth", stated.perAgentAndMonth())
                .put("perTeamAndMonth", thousandths(stated.perTeamAndMonth()))
                .put("agents", FalseAlarm.AGENTS)
                .put("ratingsADay", FalseAlarm.RATINGS_A_DAY);
    }

    private static double thousandths(double share) {
        return Math.round(share * 1000) / 1000.0;
    }

    /** Whether a stored version says that; one that can't be understood says nothing. */
    static boolean says(FilterVersion version, Definition definition) {
        return switch (DefinitionReader.read(version.definition(), Set.of())) {
            case Parsed.Fine fine -> fine.definition().equals(definition);
            case Parsed.Broken broken -> false;
        };
    }

    static ObjectNode preset(String id, Definition definition) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", id);
        node.set("filter", DefinitionWriter.write(definition));
        return node;
    }

    private static ObjectNode asStored(ObjectNode node, JsonNode definition) {
        definition.properties().forEach(field -> node.putIfAbsent(field.getKey(), field.getValue()));
        return node;
    }
}
