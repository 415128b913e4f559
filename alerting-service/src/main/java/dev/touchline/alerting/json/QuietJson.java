package dev.touchline.alerting.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchline.alerting.core.Limits;
import dev.touchline.alerting.core.Quiet;
import dev.touchline.alerting.core.Tenure;
import dev.touchline.kit.http.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a silence says, as JSON; equal ones give equal JSON. */
public final class QuietJson {
    private static final Set<String> FIELDS = Set.of("scope", "from", "to", "reason");
    private static final Set<String> SCOPE = Set.of("agents", "teams", "channels", "topics", "tenure");

    private QuietJson() {}

    /**
     * Reads one and names every mistake.
     *
     * @param besides fields that may stand beside its own, and are not read
     * @param causes takes one for each mistake
     * @return empty when there was any
     */
    public static Optional<Quiet> read(JsonNode node, Set<String> besides, List<Problem.Cause> causes) {
        int before = causes.size();
        Fields fields = new Fields(node, "", causes);
        if (causes.size() > before) {
            return Optional.empty();
        }
        Set<String> known = new HashSet<>(FIELDS);
        known.addAll(besides);
        fields.only(known);
        Optional<Scope> scope = fields.has("scope") ? scope(fields.inner("scope")) : fields.missing("scope");
        Instant from = fields.instant("from")
                .filter(given -> fields.limit("from", Limits.time(given)))
                .orElse(Instant.EPOCH);
        Optional<Instant> to = fields.has("to") ? fields.instant("to") : Optional.empty();
        String reason = fields.text("reason")
                .filter(given -> fields.limit("reason", Limits.name(given)))
                .orElse("");
        if (causes.size() == before && scope.isPresent()) {
            fields.limit("to", Limits.quietUntil(from, to, scope.get().tenure()));
        }
        return causes.size() > before ? Optional.empty() : scope.map(given -> given.quiet(from, to, reason));
    }

    /** @throws IllegalArgumentException when this version of Touchline can't make a silence of it */
    static Quiet read(JsonNode node) {
        List<Problem.Cause> causes = new ArrayList<>();
        return read(node, Set.of(), causes)
                .orElseThrow(() -> new IllegalArgumentException(new Parsed.Broken(causes).summary()));
    }

    private record Scope(
            Set<String> agents, Set<String> teams, Set<String> channels, Set<String> topics, Tenure tenure) {
        Quiet quiet(Instant from, Optional<Instant> to, String reason) {
            return new Quiet(agents, teams, channels, topics, tenure, from, to, reason);
        }

        boolean isEmpty() {
            return agents.isEmpty()
                    && teams.isEmpty()
                    && channels.isEmpty()
                    && topics.isEmpty()
                    && tenure.equals(Tenure.ANY);
        }
    }

    private static Optional<Scope> scope(Fields fields) {
        int before = fields.mistakes();
        fields.only(SCOPE);
        Scope scope = new Scope(
                DefinitionReader.entries(fields, "agents", Limits::agent),
                DefinitionReader.entries(fields, "teams", Limits::slug),
                DefinitionReader.entries(fields, "channels", Limits::channel),
                DefinitionReader.entries(fields, "topics", Limits::slug),
                DefinitionReader.tenure(fields));
        if (fields.mistakes() == before && scope.isEmpty()) {
            fields.wrong("", "must name agents, teams, channels, topics or a tenure");
        }
        return fields.mistakes() > before ? Optional.empty() : Optional.of(scope);
    }

    public static ObjectNode write(Quiet quiet) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ObjectNode scope = node.putObject("scope");
        strings(scope, "agents", quiet.agents());
        strings(scope, "teams", quiet.teams());
        strings(scope, "channels", quiet.channels());
        strings(scope, "topics", quiet.topics());
        DefinitionWriter.tenure(scope, quiet.tenure());
        node.put("from", quiet.from().toString());
        quiet.to().ifPresent(to -> node.put("to", to.toString()));
        node.put("reason", quiet.reason());
        return node;
    }

    private static void strings(ObjectNode scope, String field, Set<String> names) {
        if (!names.isEmpty()) {
            DefinitionWriter.strings(scope, field, names);
        }
    }
}
