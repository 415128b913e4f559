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
    private static final String FOREIGN_SUPERVISOR = "supervisor:a-team-that-nobody-has";
    private static final String FOREIGN_AGENT = "agent:somebody-else";
    private static final Set<Integer> REFUSED = Set.of(403, 404);
    private static final Set<Integer> NOT_A_PLATFORM = Set.of(401, 403);

    private final ServiceUnderTest service;
    private final Map<String, String> parameters;

    AccessProbe(ServiceUnderTest service, Map<String, String> parameters) {
        this.service = service;
        this.parameters = Map.copyOf(parameters);
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
        foreigners(operation, rule)
                .forEach(subject -> expect(
                        problems, operation, subject, TestTokens.persona(subject), "403 or 404", REFUSED::contains));
    }

    private static Map<String, String> badTokens(String persona) {
        return Map.of(
                "no token", "",
                "not a token", "not-a-token",
                "an expired token", TestTokens.expired(persona),
                "an unsigned token", TestTokens.algNone(persona),
                "another issuer's token", TestTokens.otherIssuer(persona),
                "another audience's token", TestTokens.otherAudience(persona),
                "a token with a strange signature", TestTokens.otherKey(persona));
    }

    private static List<String> foreigners(Operation operation, AccessRule.People rule) {
        if (rule.scope() == AccessRule.Scope.EVERYBODYS) {
            return List.of();
        }
        List<String> foreigners = new ArrayList<>();
        if (rule.allowed().contains(Persona.SUPERVISOR) && (operation.names("team") || operation.names("agent"))) {
            foreigners.add(FOREIGN_SUPERVISOR);
        }
        if (rule.allowed().contains(Persona.AGENT) && operation.names("agent")) {
            foreigners.add(FOREIGN_AGENT);
        }
        return foreigners;
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
        int status = service.status(request(operation, token));
        if (!right.test(status)) {
            problems.add("%s as %s: expected %s, was %d".formatted(operation.name(), caller, expected, status));
        }
    }

    private HttpRequest.Builder request(Operation operation, String token) {
        URI uri = URI.create(service.base().toString().replaceAll("/$", "") + operation.path(parameters));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("If-Match", "\"1\"");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        operation.bodyType().ifPresent(type -> request.header("Content-Type", type));
        return request.method(
                operation.method(),
                operation.bodyType().isPresent()
                        ? HttpRequest.BodyPublishers.ofString("{")
                        : HttpRequest.BodyPublishers.noBody());
    }
}
