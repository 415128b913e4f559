package dev.touchline.feedback.http;

import static dev.touchline.feedback.http.Feedback.as;
import static dev.touchline.feedback.http.Feedback.fresh;
import static dev.touchline.feedback.http.Feedback.get;
import static dev.touchline.feedback.http.Feedback.published;
import static dev.touchline.feedback.http.Feedback.put;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.touchline.backing.Backing;
import dev.touchline.backing.EventContract;
import dev.touchline.backing.TestTokens;
import dev.touchline.feedback.fetch.PretendPlatform;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "feedback"))
class ThinSourceTest {
    private static final String ADMIN = TestTokens.admin();
    private static final String QA = TestTokens.qa();
    private static final String TOKEN = "t0p-s3cret-of-qualtrics";

    private final String source = fresh("qualtrics");
    private final String id = fresh("R");
    private String key = "";
    private PretendPlatform platform;

    @BeforeEach
    void aSourceAndItsPlatform() throws IOException {
        platform = new PretendPlatform(PretendPlatform.body(answers("a-17")));
        key = Feedback.key(source);
        Feedback.agent("a-17", Feedback.team("billing"));
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void aNoticeBecomesAResponseHoweverMoodyThePlatformIs() {
        platform.then(PretendPlatform.tooMany("1"))
                .then(PretendPlatform.status(503))
                .then(PretendPlatform.brokenOff())
                .then(PretendPlatform.body("<html>Back soon</html>"));
        fetched("X-API-TOKEN: {token}").then().statusCode(200);
        String held = notice().then()
                .statusCode(202)
                .body("quarantined.reason", contains("fetch-back"))
                .extract()
                .path("quarantined[0].id");

        awaitState(held, "redriven");

        var record = published("survey.responses", id).getFirst();
        EventContract.of("survey.responses").assertMeets(record.json().toString());
        assertThat(record.key()).isEqualTo("a-17");
        assertThat(record.json().path("source").asText()).isEqualTo(source);
        assertThat(record.json().at("/ratings/0/score").asDouble()).isEqualTo(25);
        assertThat(platform.asked())
                .hasSize(5)
                .containsOnly(new PretendPlatform.Asked("/API/v3/surveys/SV_9/responses/" + id, TOKEN));
        String shown = get("/quarantine/" + held, QA)
                .then()
                .body("fetching", nullValue())
                .body("causes", nullValue())
                .extract()
                .asString();
        assertThat(shown).doesNotContain(TOKEN);
    }

    @Test
    void theSameNoticeAndAnotherOneOfTheSameResponseHaveNoSecondEffect() {
        fetched("X-API-TOKEN: {token}");
        String first = notice().path("quarantined[0].id");
        assertThat(notice().<String>path("quarantined[0].id")).isEqualTo(first);
        String second =
                posted(form() + "&CompletedDate=2026-11-21+10%3A00%3A05").path("quarantined[0].id");

        awaitState(first, "redriven");
        awaitState(second, "redriven");

        assertThat(platform.asked()).hasSize(2);
        assertThat(published("survey.responses", id))
                .hasSize(2)
                .extracting(record -> record.id())
                .containsOnly(published("survey.responses", id).getFirst().id());
    }

    @Test
    void whatThePlatformDoesNotKnowIsGivenUpUntilItIsRedriven() {
        platform.usually(PretendPlatform.status(404));
        fetched("X-API-TOKEN: {token}");
        String held = notice().path("quarantined[0].id");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> get("/quarantine?reason=fetch-not-found&source=" + source, QA)
                        .then()
                        .body("items.eventId", contains(held)));
        get("/quarantine/" + held, QA)
                .then()
                .body("state", is("quarantined"))
                .body("fetching.attempts", is(1))
                .body("fetching.nextAt", nullValue())
                .body("causes[0].detail", containsString("404"));
        assertThat(platform.asked()).hasSize(1);

        platform.usually(PretendPlatform.body(answers("a-17")));
        redrive("{\"ids\":[\"" + held + "\"]}")
                .then()
                .statusCode(200)
                .body("fetching", is(1))
                .body("rows.outcome", contains("fetching"));

        awaitState(held, "redriven");
        assertThat(published("survey.responses", id)).hasSize(1);
        redrive("{\"ids\":[\"" + held + "\"]}").then().body("rows.outcome", contains("redriven"));
    }

    @Test
    void aRefusedTokenIsGivenUpWithoutAWordOfItAndAllOfTheSourceIsRedrivenWithABetterOne() {
        platform.usually(PretendPlatform.status(401));
        List<String> logged = new CopyOnWriteArrayList<>();
        Handler handler = listener(logged);
        Logger.getLogger("").addHandler(handler);
        fetched("X-API-TOKEN: {token}");
        String held = notice().path("quarantined[0].id");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> get("/quarantine/" + held, QA).path("reason"), "fetch-refused"::equals);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> logged.stream().anyMatch(line -> line.contains("fetch-refused")));
        Logger.getLogger("").removeHandler(handler);
        assertThat(logged).noneMatch(line -> line.contains(TOKEN));

        platform.usually(PretendPlatform.body(answers("nobody-yet")));
        put("/sources/" + source, "{\"name\":\"Q\",\"apiToken\":\"better\"}")
                .then()
                .statusCode(200);
        redrive("{\"source\":\"" + source + "\"}").then().body("fetching", is(1));

        awaitState(held, "redriven");
        assertThat(platform.asked().getLast().token()).isEqualTo("better");
        assertThat(published("survey.quarantine", id))
                .anySatisfy(record ->
                        assertThat(record.json().path("reason").asText()).isEqualTo("unknown-agent"));
    }

    @Test
    void withoutSettingsAnswersWaitAndTheSourceSaysWhatIsLeftOut() {
        put("/sources/" + source, "{\"name\":\"Q\",\"shipped\":\"qualtrics-subscription\"}")
                .then()
                .statusCode(200)
                .body("hint", containsString("fetchBack"));
        String held = notice().path("quarantined[0].id");
        awaitState(held, "quarantined");
        get("/quarantine/" + held, QA)
                .then()
                .body("surveyId", is("SV_9"))
                .body("fetching.attempts", is(0))
                .body("fetching.nextAt", notNullValue());

        fetched("X-API-TOKEN: {token}").then().body("hint", nullValue());

        awaitState(held, "redriven");
    }

    @Test
    void everyWrongSettingIsNamed() {
        put("/sources/" + source, """
                        {"name":"Q","apiToken":"a\\nb","fetchBack":{"baseUrl":"https://u:p@a.example","path":"/none",
                         "tokenHeader":"Host: {token}","perMinute":0,"perDay":1000001}}""")
                .then()
                .statusCode(422)
                .body(
                        "errors.pointer",
                        containsInAnyOrder(
                                "/apiToken",
                                "/fetchBack/baseUrl",
                                "/fetchBack/path",
                                "/fetchBack/tokenHeader",
                                "/fetchBack/perMinute",
                                "/fetchBack/perDay"));
        put("/sources/" + source, "{\"name\":\"Q\",\"fetchBack\":{\"perDay\":5}}")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/fetchBack/baseUrl"));
        put("/sources/" + source, "{\"name\":\"Q\",\"fetchBack\":{\"baseUrl\":\"https://a.example\"}}")
                .then()
                .statusCode(200)
                .body("fetchBack.path", is("/surveys/{survey}/responses/{response}"))
                .body("fetchBack.tokenHeader", is("Authorization: Bearer {token}"))
                .body("fetchBack.perMinute", is(60))
                .body("fetchBack.perDay", is(10_000));
        put("/sources/" + source, "{\"name\":\"Q\",\"fetchBack\":{}}").then().body("fetchBack", nullValue());
        get("/sources/" + source, ADMIN).then().body("keys", hasSize(1));
    }

    private Response fetched(String tokenHeader) {
        return put("/sources/" + source, """
                {"name":"Q","shipped":"qualtrics-subscription","apiToken":"%s","fetchBack":{"baseUrl":"%s",
                 "tokenHeader":"%s","perMinute":6000}}""".formatted(TOKEN, platform.url(), tokenHeader));
    }

    private Response notice() {
        return posted(form());
    }

    private Response posted(String form) {
        return given().header("Authorization", "Bearer " + key)
                .contentType("application/x-www-form-urlencoded")
                .body(form)
                .post(Feedback.ROOT + "/sources/" + source + "/webhook");
    }

    private String form() {
        return "Topic=acme.surveyengine.completedResponse.SV_9&Status=Complete&SurveyID=SV_9&BrandID=acme&ResponseID="
                + id;
    }

    private String answers(String agent) {
        return """
                {"result":{"responseId":"%s","values":{"recordedDate":"2026-11-21T10:00:01Z","agent":"%s",
                 "QID1":2,"QID2_TEXT":"Plan unclear"}}}""".formatted(id, agent);
    }

    private static Response redrive(String body) {
        return as(ADMIN).body(body).post(Feedback.ROOT + "/quarantine/redrive");
    }

    private static void awaitState(String held, String state) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> get("/quarantine/" + held, QA).path("state"), state::equals);
    }

    private static Handler listener(List<String> lines) {
        return new Handler() {
            @Override
            public void publish(LogRecord record) {
                lines.add(record.getMessage() + record.getThrown() + Arrays.toString(record.getParameters()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
