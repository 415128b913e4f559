package dev.touchline.local.demo;

import static dev.touchline.local.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchline.local.Api;
import dev.touchline.local.Json;
import dev.touchline.local.demo.Organisation.Agent;
import dev.touchline.local.demo.Organisation.Team;
import dev.touchline.local.identity.Persona;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Loads the demo organisation over HTTP, as an administrator would, and runs its traffic. */
public final class Demo implements AutoCloseable {
    private final Api api;
    private final String sourceKey;
    private final long seed;
    private final AtomicReference<@Nullable Traffic> traffic = new AtomicReference<>();

    /** @param seed of the traffic: the same seed posts the same responses */
    public Demo(Api api, String sourceKey, long seed) {
        this.api = api;
        this.sourceKey = sourceKey;
        this.seed = seed;
    }

    /** Teams, agents and the preset filters; what is there already stays as it is. */
    public void load() throws IOException, InterruptedException {
        String admin = api.token(Persona.of("admin"));
        Organisation organisation = Organisation.demo();
        for (Team team : organisation.teams()) {
            Map<String, Object> body =
                    object("name", team.name(), "supervisors", List.of(team.supervisor()), "timeZone", team.timeZone());
            api.put("/api/feedback/v1/roster/teams/" + team.id(), admin, body).orFail("Team " + team.id());
        }
        List<Map<String, Object>> agents =
                organisation.agents().stream().map(Demo::wire).toList();
        Api.Answer imported =
                api.post("/api/feedback/v1/roster/import", admin, agents).orFail("The roster's import");
        if (!imported.json().path("rejected").isEmpty()) {
            throw new IOException("The roster's import refused some agents: " + imported.body());
        }
        loadPresets(admin);
    }

    private static Map<String, Object> wire(Agent agent) {
        return object(
                "agent", agent.id(),
                "name", agent.name(),
                "team", agent.team().id(),
                "aliases", List.of(object("kind", "email", "value", agent.email())),
                "startedOn", agent.startedOn().toString());
    }

    private void loadPresets(String admin) throws IOException, InterruptedException {
        JsonNode presets =
                api.get("/api/alerting/v1/presets", admin).orFail("The presets").json();
        for (JsonNode preset : presets.path("items")) {
            String path = "/api/alerting/v1/filters/" + preset.path("id").asText();
            if (api.get(path, admin).status() == 404) {
                api.put(path, admin, preset.path("filter")).orFail("Filter " + preset.path("id"));
            }
        }
    }

    /** Posts about five responses a second until {@link #close}. */
    public void startTraffic() {
        SurveyGenerator generator = new SurveyGenerator(
                Organisation.demo(), seed, Long.toString(Instant.now().getEpochSecond(), 36));
        Traffic started = new Traffic(generator, this::post, seed);
        traffic.set(started);
        started.start();
    }

    private int post(Map<String, Object> response) throws IOException, InterruptedException {
        return api.postText("/api/feedback/v1/responses", sourceKey, "application/json", Json.write(response))
                .status();
    }

    @Override
    public void close() {
        Traffic running = traffic.getAndSet(null);
        if (running != null) {
            running.stop();
        }
    }
}
