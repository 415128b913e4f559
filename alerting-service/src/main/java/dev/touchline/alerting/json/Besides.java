package dev.touchline.alerting.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchline.alerting.core.Limits;
import dev.touchline.kit.http.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What may stand beside a definition, the same wherever a filter is sent: put, tried or backtested. */
public final class Besides {
    /** {@code force}, and the fields of an answer, so that it may be edited and sent back. */
    public static final Set<String> FIELDS = Set.of(
            "id",
            "version",
            "effectiveFrom",
            "changedBy",
            "changedAt",
            "forcedBecause",
            "backtest",
            "force",
            "falseAlarm",
            "precision",
            "warning");

    private Besides() {}

    /** Why it may be enabled without a backtest, when it says so and says it well. */
    public static Optional<String> force(JsonNode filter, String pointer, List<Problem.Cause> causes) {
        JsonNode force = filter.get("force");
        if (force == null) {
            return Optional.empty();
        }
        Optional<String> problem = Limits.force(force.isTextual() ? force.textValue() : "");
        problem.ifPresent(detail -> causes.add(new Problem.Cause(pointer + "/force", detail)));
        return problem.isPresent() ? Optional.empty() : Optional.of(force.textValue());
    }

    /** Notes an id that no filter can have. */
    static void id(JsonNode filter, String pointer, List<Problem.Cause> causes) {
        JsonNode id = filter.get("id");
        if (id != null) {
            Limits.filterId(id.asText()).ifPresent(detail -> causes.add(new Problem.Cause(pointer + "/id", detail)));
        }
    }
}
