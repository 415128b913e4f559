package dev.touchline.coaching.store;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import dev.touchline.backing.Backing;
import dev.touchline.backing.TestTokens;
import dev.touchline.coaching.Floor;
import dev.touchline.kit.store.Database;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** A service that has just started: who stands in is known later than the rest. */
@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
@TestProfile(CoversAreReadFirstTest.LateCovers.class)
class CoversAreReadFirstTest {
    private static final String STAND_IN = "supervisor:stand-in-of-a-restart";

    /** Covers are looked for when the test wants it. */
    public static final class LateCovers implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(Late.class);
        }
    }

    /** Does not look by itself. */
    @Alternative
    @Singleton
    public static class Late extends Covers {
        Late(Database database, Clock clock) {
            super(database, clock);
        }

        @Override
        void start(@Observes StartupEvent event) {
            // Not yet.
        }

        void startAtLast() {
            super.start(new StartupEvent());
        }
    }

    @Inject
    Late covers;

    @Test
    void untilTheyAreReadNobodyIsToldThatATeamIsNotTheirs() {
        String team = "team-of-a-restart";
        Response early = Floor.as(TestTokens.persona(STAND_IN)).get("/api/coaching/v1/teams/{team}/queue", team);
        Floor.patiently()
                .until(() -> Floor.as(TestTokens.persona(STAND_IN))
                        .get("/api/coaching/v1/teams/{team}/queue", team)
                        .asString()
                        .contains("stands in"));
        early.then().statusCode(503).header("Retry-After", notNullValue());
        ready().then().statusCode(503).body("checks.data.covers", hasItem("being read"));

        covers.startAtLast();

        Floor.patiently().until(() -> ready().statusCode() == 200);
        Floor.as(TestTokens.persona(STAND_IN))
                .get("/api/coaching/v1/teams/{team}/queue", team)
                .then()
                .statusCode(404);
        ready().then().body("checks.data.covers", hasItem("loaded"));
    }

    private static Response ready() {
        String management = ConfigProvider.getConfig()
                .getValue("test.management.url", String.class)
                .replaceAll("/q$", "");
        return given().get(management + "/q/health/ready");
    }
}
