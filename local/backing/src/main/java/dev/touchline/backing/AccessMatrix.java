package dev.touchline.backing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Every operation of the OpenAPI document × every kind of caller.
 *
 * <p>An operation that is not listed fails, so a new endpoint can't be forgotten. Within a {@code @QuarkusTest}:
 *
 * <pre>{@code
 * AccessMatrix.start()
 *     .sources("POST /api/feedback/v1/responses")
 *     .people("GET /api/coaching/v1/teams/{team}/queue", Persona.SUPERVISOR, Persona.ADMIN)
 *     .foreign("team", "sales")
 *     .verify();
 * }</pre>
 *
 * <p>Paths are filled with team {@code billing}, agent {@code a-17}, and an id that nothing has. Bodies are unreadable
 * on purpose: who is let in gets at most a 400, and nothing changes.
 *
 * <p>Where people are let in for their own team only, the paths are filled once more with what another team has: the
 * supervisor of {@code billing} and agent {@code a-17} must not get at it. The test makes both teams.
 */
public final class AccessMatrix {
    private final Map<String, AccessRule> rules = new LinkedHashMap<>();
    private final Map<String, String> parameters = new HashMap<>(Map.of("team", "billing", "agent", "a-17"));
    private final Map<String, String> foreign = new HashMap<>();
    private final Map<String, String> bodies = new HashMap<>();

    private AccessMatrix() {}

    /** An empty matrix. */
    public static AccessMatrix start() {
        return new AccessMatrix();
    }

    /** The operation is for everybody, without a token. */
    public AccessMatrix open(String operation) {
        return rule(operation, new AccessRule.Open());
    }

    /** The operation is for platforms with a source key; no person may call it. */
    public AccessMatrix sources(String operation) {
        return rule(operation, new AccessRule.Sources());
    }

    /** These may call it; supervisors for their own team, agents for themselves where the path names one. */
    public AccessMatrix people(String operation, Persona... allowed) {
        return rule(operation, new AccessRule.People(Set.of(allowed), AccessRule.Scope.OWN));
    }

    /** These may call it whatever team or agent the path names. */
    public AccessMatrix peopleForEverybody(String operation, Persona... allowed) {
        return rule(operation, new AccessRule.People(Set.of(allowed), AccessRule.Scope.EVERYBODYS));
    }

    /** Fills a path parameter, where the default would not do. */
    public AccessMatrix with(String parameter, String value) {
        parameters.put(parameter, value);
        return this;
    }

    /**
     * What the path parameter is for somebody else: it exists, but not in team {@code billing}, and it is not about
     * agent {@code a-17}. All of them together are one other agent's.
     */
    public AccessMatrix foreign(String parameter, String value) {
        foreign.put(parameter, value);
        return this;
    }

    /** What is sent to this operation about another team's things, where it looks at the body before the team. */
    public AccessMatrix body(String operation, String json) {
        bodies.put(operation, json);
        return this;
    }

    private AccessMatrix rule(String operation, AccessRule rule) {
        if (rules.put(operation, rule) != null) {
            throw new IllegalArgumentException("Listed twice: " + operation);
        }
        return this;
    }

    /**
     * Calls everything.
     *
     * @throws AssertionError naming every operation and caller that was answered wrongly
     */
    public void verify() {
        ServiceUnderTest service = ServiceUnderTest.current();
        List<Operation> operations = operations(service);
        List<String> problems = new ArrayList<>(compareWithList(operations));
        AccessProbe probe = new AccessProbe(service, parameters, foreign, bodies);
        for (Operation operation : operations) {
            AccessRule rule = rules.get(operation.name());
            if (rule != null) {
                problems.addAll(probe.problems(operation, rule));
            }
        }
        if (!problems.isEmpty()) {
            throw new AssertionError("Access is not as listed:\n  " + String.join("\n  ", problems));
        }
    }

    private static List<Operation> operations(ServiceUnderTest service) {
        try {
            return Operation.all(JsonMapper.builder().build().readTree(service.openApi("json")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The OpenAPI document is not JSON", e);
        }
    }

    private List<String> compareWithList(List<Operation> operations) {
        Set<String> offered = operations.stream().map(Operation::name).collect(Collectors.toCollection(TreeSet::new));
        List<String> problems = new ArrayList<>();
        Set<String> unlisted = new TreeSet<>(offered);
        unlisted.removeAll(rules.keySet());
        unlisted.forEach(name -> problems.add(name + " is not listed in the access matrix"));
        Set<String> gone = new HashSet<>(rules.keySet());
        gone.removeAll(offered);
        gone.forEach(name -> problems.add(name + " is listed, but the service does not offer it"));
        return problems;
    }
}
