package dev.touchline.alerting.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.touchline.alerting.core.Definition;
import dev.touchline.alerting.core.Limits;
import dev.touchline.alerting.core.Presets;
import dev.touchline.alerting.json.Besides;
import dev.touchline.alerting.json.DefinitionReader;
import dev.touchline.alerting.json.Parsed;
import dev.touchline.kit.http.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A filter that somebody wants to put.
 *
 * @param force why it may be enabled without a backtest
 */
record FilterDraft(Definition definition, Optional<String> force) {
    /** @throws Problem 400 with everything that is wrong */
    static FilterDraft read(String filterId, @Nullable JsonNode body) {
        JsonNode tree = body == null ? MissingNode.getInstance() : body;
        List<Problem.Cause> causes = new ArrayList<>();
        Limits.filterId(filterId).ifPresent(detail -> causes.add(new Problem.Cause("id", detail)));
        if (tree.has("id") && !tree.get("id").asText().equals(filterId)) {
            causes.add(new Problem.Cause("/id", "is not the id in the path; leave it out"));
        }
        Optional<String> force = Besides.force(tree, "", causes);
        return switch (DefinitionReader.read(tree, Besides.FIELDS)) {
            case Parsed.Fine fine when causes.isEmpty() -> new FilterDraft(fine.definition(), force);
            case Parsed.Fine fine -> throw new Problem(400, "Not a filter", causes);
            case Parsed.Broken broken -> {
                causes.addAll(broken.causes());
                throw new Problem(400, "Not a filter", causes);
            }
        };
    }

    /** @throws Problem 422 when it is enabled, no preset, and without a reason */
    void requireForce() {
        if (definition.enabled()
                && force.isEmpty()
                && Presets.equalTo(definition).isEmpty()) {
            throw new Problem(
                    422,
                    "Never backtested",
                    List.of(new Problem.Cause(
                            "/force",
                            "say why it should be enabled though it was never backtested and is no preset,"
                                    + " or set enabled to false")));
        }
    }
}
