package dev.touchline.feedback.http;

import static dev.touchline.feedback.http.Feedback.as;
import static dev.touchline.feedback.http.Feedback.fresh;
import static dev.touchline.feedback.http.Feedback.get;
import static dev.touchline.feedback.http.Feedback.post;
import static dev.touchline.feedback.http.Feedback.published;
import static dev.touchline.feedback.http.Feedback.response;
import static dev.touchline.feedback.http.Feedback.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.touchline.backing.Backing;
import dev.touchline.backing.TestTokens;
import dev.touchline.feedback.store.QuarantineExpiry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "feedback"))
class QuarantineExpiryTest {
    private static final String QA = TestTokens.qa();
    private static final String WORDS = "He did not know the plan";

    @Inject
    QuarantineExpiry expiry;

    private final String source = fresh("source");
    private final String agent = fresh("a");
    private final String id = fresh("r");
    private String parked = "";
    private String held = "";

    @BeforeEach
    void aParkedResponseAndADeliveryThatNobodyUnderstood() {
        String key = Feedback.key(source);
        Feedback.team("billing");
        parked = post(key, response(id, agent)).path("parked[0].eventId");
        held = send("/sources/" + source + "/webhook", key, "application/json", response(id, agent))
                .path("quarantined[0].id");
        awaitState(parked, "parked");
        awaitState(held, "quarantined");
    }

    @Test
    void whatWaitsStaysForTheTimeOfThePolicyAndLosesItsWordsAfterIt() {
        expiry.sweep(in(27));
        get("/quarantine/" + parked, QA).then().body("state", is("parked")).body("response.comment", is(WORDS));
        get("/quarantine/" + held, QA).then().body("state", is("quarantined")).body("body", notNullValue());

        assertThat(expiry.sweep(in(29))).isGreaterThanOrEqualTo(2);

        for (String each : new String[] {parked, held}) {
            String all = get("/quarantine/" + each, QA)
                    .then()
                    .statusCode(200)
                    .body("state", is("expired"))
                    .body("response", nullValue())
                    .body("body", nullValue())
                    .body("bodyBase64", nullValue())
                    .body("headers", nullValue())
                    .body("releasedAt", notNullValue())
                    .extract()
                    .asString();
            assertThat(all).doesNotContain(WORDS);
        }
    }

    @Test
    void whatHasExpiredIsNeitherReleasedNorRedrivenAnyMore() {
        expiry.sweep(in(29));

        Feedback.agent(agent, "billing");
        as(TestTokens.admin())
                .body("{\"ids\":[\"" + parked + "\",\"" + held + "\"]}")
                .post(Feedback.ROOT + "/quarantine/redrive")
                .then()
                .statusCode(200)
                .body("rows.outcome", contains("expired", "expired"));
        as(TestTokens.admin())
                .body("{\"source\":\"" + source + "\"}")
                .post(Feedback.ROOT + "/quarantine/redrive")
                .then()
                .body("rows", empty());
        assertThat(published("survey.responses", id)).isEmpty();
    }

    @Test
    void theIdsGoFiveWeeksAfterTheWords() {
        expiry.sweep(in(29));
        expiry.sweep(in(28 + 34));
        get("/quarantine/" + held, QA).then().statusCode(200);
        expiry.sweep(in(28 + 36));
        get("/quarantine/" + held, QA).then().statusCode(404);
        get("/quarantine/" + parked, QA).then().statusCode(404);
    }

    @Test
    void theWordsOfWhatHasLeftGoTooAndItsFateStays() {
        as(TestTokens.admin())
                .body("{\"reason\":\"A test of theirs\"}")
                .post(Feedback.ROOT + "/quarantine/" + held + "/discard")
                .then()
                .statusCode(200);
        Feedback.agent(agent, "billing");
        awaitState(parked, "released");

        expiry.sweep(in(29));

        get("/quarantine/" + held, QA).then().body("state", is("discarded")).body("body", nullValue());
        get("/quarantine/" + parked, QA).then().body("state", is("released")).body("response", nullValue());
    }

    private static Instant in(int days) {
        return Instant.now().plus(Duration.ofDays(days));
    }

    private static void awaitState(String eventId, String state) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> get("/quarantine/" + eventId, QA).path("state"), state::equals);
    }
}
