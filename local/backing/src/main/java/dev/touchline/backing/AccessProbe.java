package dev.touchline.backing;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/** Calls one operation as everybody who may not, and as those who may. */
final class AccessProbe {
    private static final String SUPERVISOR_OF_NOTHING = "supervisor:a-team-that-nobody-has";
    private static final String AGENT_NOBODY_KNOWS = "agent:somebody-else";
    private static final List<Persona> OF_ONE_TEAM = List.of(Persona.SUPERVISOR, Persona.AGENT);
    private static final List<Persona> OF_NO_TEAM = List.of(Persona.ADMIN, Persona.QA);
    private static final Set<Integer> REFUSED = Set.of(403, 404);
    private static final Set<Integer> NOT_A_PLATFORM = Set.of(401, 403);

    private final ServiceUnderTest service;
    private final Map<String, String> parameters;
    private final Map<String, String> foreign;
    private final Map<String, String> bodies;

    /**
     * @param foreign path parameters that lead to what another team has
     * @param bodies what an operation takes for a body, by its name; empty JSON for the others
     */
    AccessProbe(
            ServiceUnderTest service,
            Map<String, String> parameters,
            Map<String, String> foreign,
            Map<String, String> bodies) {
        this.service = service;
        this.parameters = Map.copyOf(parameters);
        this.foreign = Map.copyOf(foreign);
        this.bodies = Map.copyOf(bodies);
    }

    /** What was answered otherwise than the rule says. */
    List<String> problems(Operation operation, AccessRule rule) {
        List<String> problems = new ArrayList<>();
        switch (rule) {
            case AccessRule.Open() -> expect(problems, operation, "nobody", "", "let in", AccessProbe::letIn);
            case AccessRule.Sources() -> sources(problems, operation);
            case AccessRule.People people -> people(problems, operation, people);
        }
        return problems;
    }

    private void sources(List<String> problems, Operation operation) {
        expect(problems, operation, "no key", "", "401", status -> status == 401);
        expect(problems, operation, "a wrong key", "no-such-key", "401", status -> status == 401);
        for (Persona persona : Persona.values()) {
            String token = TestTokens.persona(persona.subject());
            expect(problems, operation, persona.subject(), token, "401 or 403", NOT_A_PLATFORM::contains);
        }
    }

    private void people(List<String> problems, Operation operation, AccessRule.People rule) {
        String allowed = rule.allowed().iterator().next().subject();
        badTokens(allowed)
                .forEach((name, token) -> expect(problems, operation, name, token, "401", status -> status == 401));
        for (Persona persona : Persona.values()) {
            String token = TestTokens.persona(persona.subject());
            if (!rule.allowed().contains(persona)) {
                expect(problems, operation, persona.subject(), token, "403 or 404", REFUSED::contains);
            } else if (operation.harmless()) {
                expect(problems, operation, persona.subject(), token, "let in", AccessProbe::letIn);
            }
        }
        if (rule.scope() == AccessRule.Scope.OWN) {
            strangers(operation, rule)
                    .forEach(subject -> expect(
                            problems,
                            operation,
                            subject,
                            request(operation, parameters, body(operation), TestTokens.persona(subject)),
                            "403 or 404",
                            REFUSED::contains));
            wrongTeam(problems, operation, rule);
        }
    }

    /** The own people try what another team has, and somebody who sees all teams shows that it is there. */
    private void wrongTeam(List<String> problems, Operation operation, AccessRule.People rule) {
        List<Persona> narrow =
                OF_ONE_TEAM.stream().filter(rule.allowed()::contains).toList();
        if (narrow.isEmpty() || operation.parameters().isEmpty()) {
            return;
        }
        for (String parameter : operation.parameters()) {
            if (!foreign.containsKey(parameter)) {
                problems.add("%s: foreign(\"%s\", …) must say what another team has there"
                        .formatted(operation.name(), parameter));
                return;
            }
        }
        for (Persona persona : narrow) {
            expect(
                    problems,
                    operation,
                    persona.subject() + " for another team",
                    foreign(operation, persona),
                    "403 or 404",
                    REFUSED::contains);
        }
        OF_NO_TEAM.stream()
                .filter(persona ->
                        operation.method().equals("GET") && rule.allowed().contains(persona))
                .findFirst()
                .map(persona -> foreign(operation, persona))
                .ifPresent(request -> expect(
                        problems, operation, "one who sees all teams", request, "found", status -> status / 100 == 2));
    }

    private HttpRequest.Builder foreign(Operation operation, Persona persona) {
        return request(operation, foreign, body(operation), TestTokens.persona(persona.subject()));
    }

    private String body(Operation operation) {
        return bodies.getOrDefault(operation.name(), "{}");
    }

    private static Map<String, String> badTokens(String persona) {
        return Map.of(
                "no token", "",
                "not a token", "not-a-token",
                "an expired token", TestTokens.expired(persona),
                "an unsigned token", TestTokens.algNone(persona),
                "another issuer's token", TestTokens.otherIssuer(persona),
                "another audience's token", TestTokens.otherAudience(persona),
                "a token about nobody", TestTokens.noSubject(persona),
                "a token with a strange signature", TestTokens.otherKey(persona));
    }

    private static List<String> strangers(Operation operation, AccessRule.People rule) {
        List<String> strangers = new ArrayList<>();
        if (rule.allowed().contains(Persona.SUPERVISOR) && (operation.names("team") || operation.names("agent"))) {
            strangers.add(SUPERVISOR_OF_NOTHING);
        }
        if (rule.allowed().contains(Persona.AGENT) && operation.names("agent")) {
            strangers.add(AGENT_NOBODY_KNOWS);
        }
        return strangers;
    }

    private static boolean letIn(int status) {
        return status != 401 && status != 403;
    }

    private void expect(
            List<String> problems,
            Operation operation,
            String caller,
            String token,
            String expected,
            IntPredicate right) {
        expect(problems, operation, caller, request(operation, parameters, "{", token), expected, right);
    }

    private void expect(
            List<String> problems,
            Operation operation,
            String caller,
            HttpRequest.Builder request,
            String expected,
            IntPredicate right) {
        int status = service.status(request);
        if (!right.test(status)) {
            problems.add("%s as %s: expected %s, was %d".formatted(operation.name(), caller, expected, status));
        }
    }

    private HttpRequest.Builder request(Operation operation, Map<String, String> values, String body, String token) {
        URI uri = URI.create(service.base().toString().replaceAll("/$", "") + operation.path(values));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("If-Match", "\"1\"");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        operation.bodyType().ifPresent(type -> request.header("Content-Type", type));
        return request.method(
                operation.method(),
                operation.bodyType().isPresent()
                        ? HttpRequest.BodyPublishers.ofString(body)
                        : HttpRequest.BodyPublishers.noBody());
    }
}
