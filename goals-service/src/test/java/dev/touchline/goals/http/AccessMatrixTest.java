package dev.touchline.goals.http;

import static dev.touchline.backing.Persona.ADMIN;
import static dev.touchline.backing.Persona.AGENT;
import static dev.touchline.backing.Persona.QA;
import static dev.touchline.backing.Persona.SUPERVISOR;
import static org.awaitility.Awaitility.await;

import dev.touchline.backing.AccessMatrix;
import dev.touchline.backing.Backing;
import dev.touchline.backing.TestTokens;
import dev.touchline.goals.Goals;
import dev.touchline.goals.TestNeed;
import dev.touchline.goals.TestRoster;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "goals"))
class AccessMatrixTest {
    @Test
    void everyOperationIsForWhomItIsListed() {
        TestRoster.team("billing");
        TestRoster.agent("a-17", "billing");
        String foreigner = TestRoster.newAgent("sales");
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        Goals.list(TestTokens.supervisor("billing"), "a-17").statusCode() == 200);

        AccessMatrix.start()
                .people("GET /api/goals/v1/agents/{agent}/goals", ADMIN, QA, SUPERVISOR, AGENT)
                .people("GET /api/goals/v1/agents/{agent}/one-on-ones/lines", ADMIN, QA, SUPERVISOR, AGENT)
                .people("GET /api/goals/v1/goals/{id}", ADMIN, QA, SUPERVISOR, AGENT)
                .people("POST /api/goals/v1/goals/{id}/accept", SUPERVISOR, AGENT)
                .people("POST /api/goals/v1/goals/{id}/drop", SUPERVISOR, AGENT)
                .foreign("agent", foreigner)
                .foreign("id", goalOf(foreigner))
                .verify();
    }

    private static String goalOf(String agent) {
        TestNeed.of(agent, "courtesy", 1).raise();
        await().atMost(Duration.ofSeconds(60)).until(() -> !Goals.of(agent).isEmpty());
        return String.valueOf(Goals.of(agent).getFirst().get("id"));
    }
}
