package dev.touchline.bench.stack;

import static dev.touchline.local.Json.object;

import dev.touchline.local.Api;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The organisation that the bench measures with: so many agents and topics that every post can open an item of its own,
 * which is the most work a response can make.
 */
public final class Teams {
    public static final int TEAMS = 50;
    public static final int AGENTS = 9_600;
    public static final int TOPICS = 33;

    private static final int IMPORT = 300;

    private Teams() {}

    /** The team's id. */
    public static String team(int number) {
        return "bench-%02d".formatted(number);
    }

    /** The number of the agent's team. */
    public static int teamOf(int agent) {
        return agent % TEAMS;
    }

    /** Writes teams, agents and a filter that opens an item for every agent × topic with a poor rating. */
    public static void setUp(BenchStack stack) throws IOException, InterruptedException {
        Api api = stack.api();
        String admin = stack.token("admin");
        for (int i = 0; i < TEAMS; i++) {
            api.put("/api/feedback/v1/roster/teams/" + team(i), admin, teamBody(i))
                    .orFail("Writing a team");
        }
        for (int from = 0; from < AGENTS; from += IMPORT) {
            List<Map<String, Object>> agents = IntStream.range(from, from + IMPORT)
                    .mapToObj(Teams::agentBody)
                    .toList();
            api.post("/api/feedback/v1/roster/import", admin, agents).orFail("Importing the agents");
        }
        api.put("/api/alerting/v1/filters/bench", stack.token("qa"), filterBody())
                .orFail("Writing a filter");
    }

    private static Map<String, Object> teamBody(int team) {
        return object("name", "Bench " + team, "supervisors", List.of("supervisor:" + team(team)), "timeZone", "UTC");
    }

    private static Map<String, Object> agentBody(int agent) {
        return object("agent", "b-%04d".formatted(agent), "name", "Agent " + agent, "team", team(teamOf(agent)));
    }

    private static Map<String, Object> filterBody() {
        List<String> topics = new ArrayList<>();
        for (int i = 0; i < TOPICS; i++) {
            topics.add("t-%02d".formatted(i));
        }
        return object(
                "name", "Every poor rating",
                "kind", "coaching",
                "topics", topics,
                "enabled", true,
                "when", object("each", object("scoreAtMost", 25)),
                "cooldown", "PT0S",
                "freshFor", "P30D",
                "severity", "normal",
                "force", "Made for measuring");
    }
}
