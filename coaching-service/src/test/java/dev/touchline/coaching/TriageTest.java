package dev.touchline.coaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.touchline.backing.Backing;
import dev.touchline.backing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
class TriageTest {
    private static final String TRIAGE = "/api/coaching/v1/triage";

    @SuppressWarnings("NullAway.Init")
    private Floor floor;

    @BeforeEach
    void openTheFloor() {
        floor = Floor.withOneAgent();
        setOwners("""
                {"owners":[{"cause":"product","name":"Product team","contact":"product@corp.example"},
                    {"cause":"product","topic":"effort","name":"=Checkout"}]}
                """).then().statusCode(200);
    }

    @Test
    void dismissalsAreGroupedCountedAndShowWhoseTheyAre() {
        Object product = dismissed("clarity", "product");
        dismissed("effort", "product");
        dismissed("courtesy", "agent");
        dismissed("wait-time", "duplicate");

        triage("")
                .then()
                .statusCode(200)
                .body("items.cause", equalTo(List.of("product", "product")))
                .body("items.topic", equalTo(List.of("clarity", "effort")))
                .body("items[0].open", equalTo(1))
                .body("items[0].owner.name", equalTo("Product team"))
                .body("items[1].owner.name", equalTo("=Checkout"))
                .body("items[0].newest[0].itemId", equalTo(product))
                .body("items[0].newest[0].state", equalTo("open"))
                .body("items[0].newest[0].note", equalTo("The page was wrong"))
                .body("items[0].newest[0].dismissedBy", equalTo("supervisor:" + floor.team))
                .body("items[0].newest[0].agent.id", equalTo(floor.agent(1)))
                .body("nextCursor", nullValue());
        Response first = triage("?limit=1");
        first.then().body("items", hasSize(1)).body("nextCursor", notNullValue());
        triage("?limit=1&cursor=" + first.path("nextCursor"))
                .then()
                .body("items.topic", equalTo(List.of("effort")))
                .body("nextCursor", nullValue());
        triage("?cause=tool,policy").then().body("items", hasSize(0));
        triage("?topic=effort&team=" + floor.team).then().body("items", hasSize(1));
    }

    @Test
    void theDismissalReachesOthersWithItsCause() {
        Object item = dismissed("clarity", "tool");

        Floor.patiently()
                .untilAsserted(() -> assertThat(Backing.kafka().consumeAll("coaching.outcomes"))
                        .filteredOn(outcome ->
                                outcome.json().path("itemId").asText().equals(item))
                        .anySatisfy(outcome -> {
                            assertThat(outcome.json().path("type").asText()).isEqualTo("dismissed");
                            assertThat(outcome.json().path("cause").asText()).isEqualTo("tool");
                        }));
    }

    @Test
    void aCaseIsHandedOverAndAnswered() {
        Object item = dismissed("clarity", "product");

        step("hand-over", "{\"items\":[\"%s\"],\"note\":\"Third this week\"}".formatted(item))
                .then()
                .statusCode(200)
                .body("cases", equalTo(1));
        triage("/cases")
                .then()
                .body("items[0].state", equalTo("handed-over"))
                .body("items[0].owner.name", equalTo("Product team"))
                .body("items[0].handedOver.by", equalTo("supervisor:" + floor.team))
                .body("items[0].handedOver.note", equalTo("Third this week"));
        step("hand-over", "{\"items\":[\"%s\"]}".formatted(item))
                .then()
                .statusCode(409)
                .body("errors[0].pointer", equalTo("/items/0"))
                .body("errors[0].detail", equalTo("is handed-over already"));
        step("answer", "{\"items\":[\"%s\"],\"note\":\"Mended on Monday\"}".formatted(item))
                .then()
                .statusCode(200);

        triage("/cases?state=answered").then().body("items[0].answered.note", equalTo("Mended on Monday"));
        triage("")
                .then()
                .body("items[0].open", equalTo(0))
                .body("items[0].handedOver", equalTo(0))
                .body("items[0].answered", equalTo(1));
        triage("/cases?state=open").then().body("items", hasSize(0));
    }

    @Test
    void allNamedCasesTakeTheStepOrNone() {
        Object item = dismissed("clarity", "product");
        Object nobodys = dismissed("clarity", "tool");
        Object coaching = dismissed("effort", "agent");

        step(
                        "hand-over",
                        "{\"items\":[\"%s\",\"%s\",\"%s\",\"%s\"]}"
                                .formatted(item, nobodys, coaching, UUID.randomUUID()))
                .then()
                .statusCode(409)
                .body("errors.pointer", equalTo(List.of("/items/1", "/items/2", "/items/3")))
                .body("errors[0].detail", containsString("is nobody's"));
        triage("/cases?state=handed-over").then().body("items", hasSize(0));
        step(
                        "hand-over",
                        "{\"items\":[\"%s\",\"%s\"],\"to\":{\"name\":\"Kim\",\"contact\":\"#tools\"}}"
                                .formatted(item, nobodys))
                .then()
                .statusCode(200);
        triage("/cases?state=handed-over").then().body("items.owner.name", equalTo(List.of("Kim", "Kim")));
        step("answer", "{\"items\":[],\"note\":\" \"}")
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItems("/items", "/note"));
    }

    @Test
    void aDisputeTakesACaseBack() {
        Object item = dismissed("clarity", "product");
        step("hand-over", "{\"items\":[\"%s\"]}".formatted(item)).then().statusCode(200);

        Floor.as(TestTokens.agent(floor.agent(1)))
                .body("{\"reason\":\"It was me\"}")
                .post("/api/coaching/v1/items/{id}/dispute", item)
                .then()
                .statusCode(200);
        triage("").then().body("items", hasSize(0));
        dismiss(item, floor.item(item).path("version"), "policy");

        triage("")
                .then()
                .body("items.cause", equalTo(List.of("policy")))
                .body("items[0].open", equalTo(1))
                .body("items[0].handedOver", equalTo(0));
    }

    @Test
    void anOwnersCasesAreExported() {
        Object clarity = dismissed("clarity", "product");
        Object effort = dismissed("effort", "product");

        String all = export("");
        String product = export("?owner=Product team");

        assertThat(all.lines()).hasSize(3);
        assertThat(all)
                .startsWith("itemId,cause,topic,kind,team,agent,agentName,severity,state,why,")
                .contains(clarity.toString(), effort.toString(), ",'=Checkout,")
                .doesNotContain("He did not know the plan");
        assertThat(product.lines()).hasSize(2);
        assertThat(product).contains(clarity.toString(), ",Product team,product@corp.example,");
    }

    @Test
    void supervisorsSeeTheirTeamsAndQaAll() {
        Object item = dismissed("clarity", "product");
        Floor other = Floor.withOneAgent();

        other.asSupervisor().get(TRIAGE).then().statusCode(200).body("items", hasSize(0));
        other.asSupervisor().get(TRIAGE + "/cases").then().body("items", hasSize(0));
        assertThat(other.asSupervisor().get(TRIAGE + "/cases.csv").asString().lines())
                .hasSize(1);
        other.asSupervisor().queryParam("team", floor.team).get(TRIAGE).then().statusCode(404);
        other.asSupervisor()
                .body("{\"items\":[\"%s\"]}".formatted(item))
                .post(TRIAGE + "/hand-over")
                .then()
                .statusCode(409);
        Floor.as(TestTokens.qa())
                .queryParam("team", floor.team)
                .get(TRIAGE)
                .then()
                .statusCode(200)
                .body("items", hasSize(1));
        floor.asSupervisor().get(TRIAGE + "/owners").then().statusCode(403);
        Floor.as(TestTokens.agent(floor.agent(1))).get(TRIAGE).then().statusCode(403);
    }

    @Test
    void theListOfOwnersIsCheckedAndVersioned() {
        Floor.as(TestTokens.qa())
                .body("{\"owners\":[]}")
                .put(TRIAGE + "/owners")
                .then()
                .statusCode(428);
        Floor.as(TestTokens.qa())
                .header("If-Match", "\"999999\"")
                .body("{\"owners\":[]}")
                .put(TRIAGE + "/owners")
                .then()
                .statusCode(412)
                .header("ETag", notNullValue());
        setOwners("""
                {"owners":[{"cause":"duplicate","name":" "},{"cause":"tool","topic":"No Slug","name":"x"},
                    {"cause":"policy","name":"a"},{"cause":"policy","name":"b"}]}
                """)
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItems("/owners/0/cause", "/owners/0/name", "/owners/1/topic", "/owners/3"));
        triage("?cause=agent&state=x&from=never&limit=0")
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItems("cause", "state", "from"));
    }

    private Object dismissed(String topic, String cause) {
        floor.publish(floor.need(topic, "r-" + UUID.randomUUID()));
        Object id = floor.awaitItems(1).getFirst().get("id");
        dismiss(id, 1, cause);
        return id;
    }

    private void dismiss(Object id, Object version, String cause) {
        floor.step(
                        Map.of("id", id),
                        "dismiss",
                        version,
                        "{\"cause\":\"%s\",\"note\":\"The page was wrong\"}".formatted(cause))
                .then()
                .statusCode(200);
    }

    private static Response setOwners(String body) {
        String tag = Floor.as(TestTokens.qa()).get(TRIAGE + "/owners").header("ETag");
        return Floor.as(TestTokens.qa()).header("If-Match", tag).body(body).put(TRIAGE + "/owners");
    }

    private Response triage(String more) {
        return floor.asSupervisor().get(TRIAGE + more);
    }

    private String export(String more) {
        return floor.asSupervisor()
                .get(TRIAGE + "/cases.csv" + more)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private Response step(String step, String body) {
        return floor.asSupervisor().body(body).post(TRIAGE + "/" + step);
    }
}
