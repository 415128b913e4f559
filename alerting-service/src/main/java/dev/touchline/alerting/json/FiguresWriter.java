package dev.touchline.alerting.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchline.alerting.core.backtest.Figures;
import dev.touchline.alerting.core.backtest.Flag;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Writes what came out of a backtest. It holds agents' ids and no customer's words. */
public final class FiguresWriter {
    /** Most agents that are listed, those with most flags. */
    private static final int AGENTS = 100;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private FiguresWriter() {}

    /** @param supervisors by team, as it is now */
    public static ObjectNode write(
            Figures figures, long unreadable, Map<String, ? extends Collection<String>> supervisors) {
        ObjectNode node = JSON.objectNode();
        node.putObject("responses")
                .put("evaluated", figures.heard().evaluated())
                .put("elsewhere", figures.heard().elsewhere())
                .put("duplicate", figures.heard().duplicate())
                .put("superseded", figures.heard().superseded())
                .put("late", figures.heard().late())
                .put("unreadable", unreadable);
        node.set("draft", flags(figures.draft(), supervisors));
        figures.live().ifPresent(live -> node.set("live", flags(live, supervisors)));
        figures.overlap()
                .ifPresent(overlap -> node.putObject("overlap")
                        .put("both", overlap.both())
                        .put("draftOnly", overlap.draftOnly())
                        .put("liveOnly", overlap.liveOnly()));
        node.set("samples", samples(figures.samples()));
        if (figures.live().isPresent()) {
            node.set("added", samples(figures.added()));
            node.set("missing", samples(figures.missing()));
        }
        return node;
    }

    private static ObjectNode flags(Figures.Flags flags, Map<String, ? extends Collection<String>> supervisors) {
        ObjectNode node = JSON.objectNode();
        node.put("flags", flags.total());
        node.put("agents", flags.byAgent().size());
        node.set("perDay", counts("day", flags.byDay()));
        node.set("perTeam", counts("team", flags.byTeam()));
        node.set("perSupervisor", counts("supervisor", flags.bySupervisor(supervisors)));
        node.set("perTopic", counts("topic", flags.byTopic()));
        node.set("perAgent", most(flags.byAgent()));
        ObjectNode precision = node.putObject("precision")
                .put("confirmed", flags.precision().confirmed())
                .put("refuted", flags.precision().refuted())
                .put("unknown", flags.precision().unknown());
        flags.precision().share().ifPresent(share -> precision.put("share", share));
        return node;
    }

    private static ArrayNode counts(String name, Map<?, Long> counts) {
        ArrayNode all = JSON.arrayNode();
        counts.forEach((key, flags) -> all.addObject().put(name, key.toString()).put("flags", flags));
        return all;
    }

    private static ArrayNode most(Map<String, Long> byAgent) {
        ArrayNode most = JSON.arrayNode();
        byAgent.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(AGENTS)
                .forEach(agent -> most.addObject().put("agent", agent.getKey()).put("flags", agent.getValue()));
        return most;
    }

    private static ArrayNode samples(List<Flag> flags) {
        ArrayNode all = JSON.arrayNode();
        for (Flag flag : flags) {
            all.addObject()
                    .put("agent", flag.agent())
                    .put("team", flag.team())
                    .put("topic", flag.topic())
                    .put("at", flag.at().toString())
                    .put("sentence", flag.sentence())
                    .putObject("response")
                    .put("source", flag.cause().source())
                    .put("responseId", flag.cause().responseId());
        }
        return all;
    }
}
