package dev.touchline.goals;

import static org.awaitility.Awaitility.await;

import dev.touchline.backing.Backing;
import dev.touchline.backing.TestTokens;
import java.time.Duration;
import java.util.UUID;

/** Puts agents and teams on the Kafka topic {@code roster}. */
public final class TestRoster {
    private TestRoster() {}

    /** A new agent of that team, whom the service knows already. */
    public static String newAgent(String team) {
        String agent = "a-" + UUID.randomUUID();
        team(team);
        agent(agent, team);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Goals.list(TestTokens.supervisor(team), agent).statusCode() == 200);
        return agent;
    }

    /** A team led by {@code supervisor:<team>}. */
    public static void team(String team) {
        Backing.kafka().produce("roster", "team/" + team, """
                        {"team": "%1$s", "name": "Team %1$s", "supervisors": ["supervisor:%1$s"],
                         "timeZone": "Europe/Berlin", "version": 1}
                        """.formatted(team), "dev.touchline.roster.team.v1");
    }

    /** An agent who has been in that team since ever. */
    public static void agent(String agent, String team) {
        Backing.kafka()
                .produce("roster", "agent/" + agent, """
                        {"agent": "%1$s", "name": "Ada Moss", "subject": "agent:%1$s",
                         "assignments": [{"team": "%2$s"}], "aliases": [], "version": 1}
                        """.formatted(agent, team), "dev.touchline.roster.agent.v1");
    }

    /** Takes the agent off the roster; the service knows it already. */
    public static void delete(String agent, String team) {
        Backing.kafka()
                .produce("roster", "agent/" + agent, """
                        {"agent": "%1$s", "name": "Ada Moss", "subject": "agent:%1$s",
                         "assignments": [{"team": "%2$s"}], "aliases": [], "deletedAt": "2026-01-01T00:00:00Z", "version": 2}
                        """.formatted(agent, team), "dev.touchline.roster.agent.v1");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Goals.list(TestTokens.agent(agent), agent).statusCode() == 404);
    }
}
