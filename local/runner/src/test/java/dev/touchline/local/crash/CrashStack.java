package dev.touchline.local.crash;

import dev.touchline.local.Api;
import dev.touchline.local.Json;
import dev.touchline.local.LocalStack;
import dev.touchline.local.Service;
import dev.touchline.local.StackOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** A stack on ports of its own with one team of two supervisors, and the ways to furnish it. */
record CrashStack(LocalStack stack, String admin) implements AutoCloseable {
    static final String TEAM = "crash";
    static final List<String> SUPERVISORS = List.of("supervisor:north", "supervisor:south");
    /** Of a webhook: each kill may use one up, and nothing waits longer than somebody waits for it. */
    private static final String RETRIES = String.join(",", Collections.nCopies(30, "PT2S"));

    static CrashStack start(Path folder) throws IOException, InterruptedException {
        return start(StackOptions.apart(home(), folder));
    }

    /** With more processes of alerting, which share its work, and so many warm copies of its state. */
    static CrashStack start(Path folder, int alerting, int standbys) throws IOException, InterruptedException {
        return start(StackOptions.apart(home(), folder)
                .withInstances(Service.ALERTING, alerting)
                .withJvmArguments(Map.of(
                        Service.ALERTING.label(), List.of("-Dtouchline.alerting.standbys=" + standbys),
                        Service.COACHING.label(), List.of("-Dtouchline.webhooks.retries=" + RETRIES))));
    }

    private static Path home() {
        return Path.of(System.getProperty("touchline.home", "../.."));
    }

    private static CrashStack start(StackOptions options) throws IOException, InterruptedException {
        LocalStack stack = LocalStack.start(options);
        CrashStack crash = new CrashStack(stack, stack.token("admin"));
        crash.put(
                "/api/feedback/v1/roster/teams/" + TEAM,
                Json.object("name", "Crash team", "supervisors", SUPERVISORS, "timeZone", "Europe/Berlin"));
        return crash;
    }

    /** Registers agents {@code prefix-01…}. */
    List<String> hire(String prefix, int many) throws IOException, InterruptedException {
        List<String> agents = IntStream.rangeClosed(1, many)
                .mapToObj(number -> "%s-%02d".formatted(prefix, number))
                .toList();
        for (String agent : agents) {
            put(
                    "/api/feedback/v1/roster/agents/" + agent,
                    Json.object("name", "Agent " + agent, "team", TEAM, "startedOn", "2020-01-01"));
        }
        return agents;
    }

    /** Registers filters and returns when they are in force for whatever is received from now on. */
    void enforce(Collection<? extends Rule> rules) throws IOException, InterruptedException {
        Instant latest = Instant.now();
        for (Rule rule : rules) {
            Instant from = Instant.parse(put("/api/alerting/v1/filters/" + rule.id(), rule.definition())
                    .json()
                    .path("effectiveFrom")
                    .asText());
            latest = from.isAfter(latest) ? from : latest;
        }
        Instant inForce = latest;
        Awaitility.await("filters are in force").until(() -> Instant.now().isAfter(inForce));
    }

    Map<String, String> supervisorTokens() throws IOException, InterruptedException {
        Map<String, String> tokens = new LinkedHashMap<>();
        for (String subject : SUPERVISORS) {
            tokens.put(subject, stack.token(subject));
        }
        return tokens;
    }

    private Api.Answer put(String path, Object body) throws IOException, InterruptedException {
        return stack.api().put(path, admin, body).orFail("PUT " + path);
    }

    @Override
    public void close() {
        stack.close();
    }
}
