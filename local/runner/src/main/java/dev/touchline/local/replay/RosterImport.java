package dev.touchline.local.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchline.local.Api;
import dev.touchline.local.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes a file's agents known to the roster, so that their responses are not parked. */
record RosterImport(Api api, String admin) {
    private static final String ROSTER = "/api/feedback/v1/roster/";
    private static final int AT_ONCE = 1000;

    /**
     * Registers those that the roster does not know yet; who is known stays where they are. Returns how many were new.
     */
    int register(Map<String, String> nameById, String team) throws IOException, InterruptedException {
        requireTeam(team);
        List<Map<String, Object>> unknown = new ArrayList<>();
        for (Map.Entry<String, String> agent : nameById.entrySet()) {
            if (api.get(ROSTER + "agents/" + segment(agent.getKey()), admin).status() == 404) {
                unknown.add(Json.object("agent", agent.getKey(), "name", agent.getValue(), "team", team));
            }
        }
        for (int from = 0; from < unknown.size(); from += AT_ONCE) {
            upsert(unknown.subList(from, Math.min(from + AT_ONCE, unknown.size())));
        }
        return unknown.size();
    }

    private void upsert(List<Map<String, Object>> agents) throws IOException, InterruptedException {
        Api.Answer answer = api.post(ROSTER + "import", admin, agents).orFail("The roster's import");
        JsonNode rejected = answer.json().path("rejected");
        if (!rejected.isEmpty()) {
            throw new IOException("The roster refuses %d agents, so nothing was posted. The first is '%s': %s"
                    .formatted(
                            rejected.size(),
                            agents.get(rejected.path(0).path("row").asInt()).get("agent"),
                            rejected.path(0).path("errors").findValuesAsText("detail")));
        }
    }

    /** Ids and names as people write them, with blanks and accents, as one step of a path. */
    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private void requireTeam(String team) throws IOException, InterruptedException {
        if (api.get(ROSTER + "teams/" + segment(team), admin).status() == 404) {
            throw new IOException(
                    "There is no team '%s'; make it with PUT %steams/%s first.".formatted(team, ROSTER, segment(team)));
        }
    }
}
