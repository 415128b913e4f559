package dev.touchline.coaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.touchline.backing.Backing;
import dev.touchline.backing.EventContract;
import dev.touchline.backing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Praise has words, a talk four fields, a training what was agreed; each is about one answer. */
@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
class SessionsTakeTheirFormTest {
    private static final String TALK = """
            {"saw":"Guessed the tariff","ideal":"Looks it up","practised":"Looked up three","next":"Two calls together"}""";
    private static final String PRAISE = "{\"words\":\"You stayed calm, and she noticed\"}";
    private static final String TRAINING = "{\"agreed\":\"The tariff course\",\"next\":\"Two calls after it\"}";

    private Floor floor;

    @BeforeEach
    void aTeamWithAnAgent() {
        floor = Floor.withOneAgent();
    }

    @Test
    void praiseIsCompletedWithTheWordsGiven() {
        Map<String, Object> item = claimed(praise(floor.need("courtesy", id())));

        complete(item, PRAISE).statusCode(200).body("session.words", equalTo("You stayed calm, and she noticed"));

        Floor.as(TestTokens.agent(floor.agent(1)))
                .get("/api/coaching/v1/items/{id}", item.get("id"))
                .then()
                .statusCode(200)
                .body("session.words", equalTo("You stayed calm, and she noticed"))
                .body("session.saw", nullValue());
        assertTold(item, "/session/words", "You stayed calm, and she noticed");
    }

    @Test
    void fieldsOfTheOtherFormAreRefusedByName() {
        Map<String, Object> praise = claimed(praise(floor.need("courtesy", id())));
        complete(praise, TALK)
                .statusCode(400)
                .body("errors.pointer", contains("/saw", "/ideal", "/practised", "/next", "/words"));
        complete(praise, "{\"words\":\"Well done\",\"technique\":\"talk\"}")
                .statusCode(400)
                .body("errors.pointer", contains("/technique"));
        complete(praise, PRAISE).statusCode(200);

        Map<String, Object> coaching = claimed(floor.need("clarity", id()).json());
        complete(coaching, TALK.replace("}", ",\"words\":\"Well done\"}"))
                .statusCode(400)
                .body("errors.pointer", contains("/words"));
    }

    @Test
    void praiseOfBeforeKeepsItsFourFields() {
        Map<String, Object> item = claimed(praise(floor.need("courtesy", id())));
        complete(item, PRAISE).statusCode(200);
        Floor.rows("UPDATE session SET words = NULL, saw = 'a', ideal = 'b', practised = 'c', next = 'd',"
                + " about_source = NULL WHERE item_id = '" + item.get("id") + "' RETURNING item_id");

        floor.item(item.get("id"))
                .then()
                .statusCode(200)
                .body("session.saw", equalTo("a"))
                .body("session.next", equalTo("d"))
                .body("session.words", nullValue())
                .body("session.about", nullValue());
    }

    @Test
    void aSessionIsAboutTheAnswerThatIsNamed() {
        String named = id();
        Map<String, Object> item = claimed(floor.need("clarity", named, id()).json());

        complete(item, about(named)).statusCode(200);

        floor.item(item.get("id"))
                .then()
                .body("session.about.source", equalTo("demo"))
                .body("session.about.responseId", equalTo(named))
                .body("session.about.interactionId", equalTo("c-9"));
        assertTold(item, "/session/about/responseId", named);
    }

    @Test
    void aSessionIsAboutTheNewestAnswerWhenNoneIsNamed() {
        String newest = id();
        NeedJson need = floor.need("clarity", id(), newest);
        Map<String, Object> item =
                claimed(need.json().replace(evidence(newest), evidence(newest).replace("10:00:00Z", "10:00:30Z")));

        complete(item, TALK).statusCode(200).body("session.about.responseId", equalTo(newest));
    }

    @Test
    void anAnswerThatIsNoneOfTheItemsIsRefused() {
        Map<String, Object> item = claimed(floor.need("clarity", id()).json());

        complete(item, about(id())).statusCode(422).body("errors.pointer", contains("/about"));
        complete(item, TALK.replace("}", ",\"about\":{\"source\":\"demo\"}}"))
                .statusCode(400)
                .body("errors.pointer", contains("/about/responseId"));
        complete(item, about("a\\u0000b")).statusCode(400).body("errors.pointer", contains("/about/responseId"));
    }

    @Test
    void whoIsErasedIsNotFoundThroughTheInteractionEither() {
        String response = id();
        Map<String, Object> item = claimed(floor.need("clarity", response).json());
        complete(item, TALK).statusCode(200).body("session.about.interactionId", equalTo("c-9"));
        Floor.rows("DELETE FROM response WHERE response_id = '" + response + "' RETURNING response_id");

        Backing.kafka()
                .produce(
                        "privacy.erasures",
                        "demo/" + response,
                        """
                {"source":"demo","responseId":"%s","erasedAt":"2026-11-22T09:30:00Z"}""".formatted(response),
                        "dev.touchline.privacy.erasure.v1");

        Floor.patiently()
                .untilAsserted(() -> floor.item(item.get("id"))
                        .then()
                        .body("session.about.responseId", equalTo(response))
                        .body("session.about.interactionId", nullValue()));
    }

    @Test
    void whatCameBackIsCompletedWithATraining() {
        Map<String, Object> first = claimed(floor.need("clarity", id()).json());
        complete(first, TALK).statusCode(200).body("intervention", equalTo("session"));
        String again = id();
        Map<String, Object> item = claimed(floor.need("clarity", again)
                .json()
                .replace(
                        evidence(again),
                        evidence(again)
                                .replace(
                                        "2026-11-21T10:00:00Z",
                                        Instant.now().plusSeconds(60).toString())));
        assertThat(item).containsEntry("intervention", "training");

        complete(item, TALK)
                .statusCode(400)
                .body("errors.pointer", contains("/saw", "/ideal", "/practised", "/agreed"));
        complete(item, TRAINING).statusCode(200);

        floor.item(item.get("id"))
                .then()
                .body("intervention", equalTo("training"))
                .body("session.agreed", equalTo("The tariff course"))
                .body("session.next", equalTo("Two calls after it"))
                .body("aftermath.earlier[0].practised", equalTo("Looked up three"));
        assertTold(item, "/session/agreed", "The tariff course");
    }

    private static String praise(NeedJson need) {
        return need.json().replace("\"kind\":\"coaching\"", "\"kind\":\"praise\"");
    }

    private static String evidence(String response) {
        return "\"responseId\":\"" + response + "\",\"respondedAt\":\"2026-11-21T10:00:00Z\",\"score\"";
    }

    private static String about(String response) {
        return TALK.replace("}", ",\"about\":{\"source\":\"demo\",\"responseId\":\"" + response + "\"}}");
    }

    private Map<String, Object> claimed(String need) {
        Backing.kafka().produce("coaching.needed", floor.agent(1), need, "dev.touchline.coaching.need-raised.v1");
        Map<String, Object> item = floor.awaitItems(1).getFirst();
        floor.step(item, "claim", 1, "").then().statusCode(200);
        return item;
    }

    private ValidatableResponse complete(Map<String, Object> item, String body) {
        return floor.step(item, "complete", 2, body).then();
    }

    private static void assertTold(Map<String, Object> item, String pointer, String expected) {
        EventContract contract = EventContract.of("coaching.outcomes");
        Floor.patiently()
                .untilAsserted(() -> assertThat(Backing.kafka().consumeAll("coaching.outcomes").stream()
                                .filter(outcome ->
                                        outcome.json().path("itemId").asText().equals(item.get("id")))
                                .filter(outcome ->
                                        outcome.json().path("type").asText().equals("completed")))
                        .singleElement()
                        .satisfies(outcome -> {
                            contract.assertMeets(outcome.json().toString());
                            assertThat(outcome.json().at(pointer).asText()).isEqualTo(expected);
                        }));
    }

    private static String id() {
        return "r-" + UUID.randomUUID();
    }
}
