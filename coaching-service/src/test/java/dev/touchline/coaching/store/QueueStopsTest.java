package dev.touchline.coaching.store;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import dev.touchline.backing.Backing;
import dev.touchline.coaching.Floor;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
@TestProfile(QueueStopsTest.OfItsOwn.class)
class QueueStopsTest {

    /** A service that no other test needs afterwards. */
    public static final class OfItsOwn implements QuarkusTestProfile {}

    @Inject
    QueueVersions versions;

    @Test
    void aServiceThatAnswersNobodyAboutTheQueueIsNotReady() {
        Floor floor = Floor.withOneAgent();
        Floor.patiently().until(() -> ready().statusCode() == 200);
        ready().then().body("checks.data.queue", hasItem("answering"));

        versions.stop(new ShutdownEvent());

        Floor.patiently().until(() -> ready().statusCode() == 503);
        ready().then().body("checks.data.queue", hasItem("stopped"));
        floor.queue()
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue());
    }

    private static Response ready() {
        String management = ConfigProvider.getConfig()
                .getValue("test.management.url", String.class)
                .replaceAll("/q$", "");
        return given().get(management + "/q/health/ready");
    }
}
