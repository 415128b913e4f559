package dev.touchline.alerting.http;

import static dev.touchline.alerting.http.Filters.asQa;
import static dev.touchline.alerting.http.Filters.body;
import static dev.touchline.alerting.http.Filters.get;
import static dev.touchline.alerting.http.Filters.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.touchline.backing.Backing;
import dev.touchline.backing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Filters as YAML: out, into a repository, and back. */
@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "alerting"))
class FilterFilesTest {
    @Test
    void whatIsExportedReadsWellAndIsTheSameEachTime() {
        put("files-export", """
                {"name":"Yes: \\"no\\"","topics":["files-topic"],"scope":{"channels":["007"]},"enabled":false,
                 "when":{"any":[{"each":{"scoreAtMost":12.5}},{"keyword":{"anyOf":["nein","- x"]}}]},"precisionFloor":0.7}
                """).then().statusCode(201);

        String all = export();

        assertThat(all).contains("""
                ---
                id: files-export
                name: "Yes: \\"no\\""
                kind: coaching
                topics:
                  - files-topic
                enabled: false
                scope:
                  channels:
                    - "007"
                when:
                  any:
                    - each:
                        scoreAtMost: 12.5
                    - keyword:
                        anyOf:
                          - "- x"
                          - nein
                        in:
                          - comment
                cooldown: PT8H
                freshFor: PT2H
                severity: normal
                precisionFloor: 0.7
                """);
        assertThat(export()).isEqualTo(all);
    }

    @Test
    void whatIsExportedMayBeImportedAndMakesNoVersion() {
        put("files-back", body("files-back-topic", 25, ",\"force\":\"a test\""));

        importing(export())
                .then()
                .statusCode(200)
                .body("dryRun", equalTo(false))
                .body("filters.find { it.id == 'files-back' }.outcome", equalTo("unchanged"))
                .body("filters.find { it.id == 'files-back' }.version", equalTo(1));

        get("files-back").then().body("version", equalTo(1));
    }

    @Test
    void whatLooksLikeANumberComesBackAsText() {
        put("1e3", """
                {"name":"0x1F","topics":["1e3","0x1f","0b1","12","2026-11-22","true","null","no"],"enabled":false,
                 "scope":{"channels":["1_000","0b1","0o17","+1","-1",".5",".inf","1e3","0x1F","12:30:45","~","True",
                   "NULL","off","=","<<","a: b","# c","x #y"," x "]},"when":{"each":{"scoreAtMost":25}}}
                """).then().statusCode(201);

        importing(export())
                .then()
                .statusCode(200)
                .body("filters.find { it.id == '1e3' }.outcome", equalTo("unchanged"));
    }

    @Test
    void anImportCreatesAndChangesTogether() {
        put("files-old", body("files-old-topic", 25, ",\"force\":\"a test\""));

        importing(document("files-old", 10, "force: agreed") + document("files-new", 25, "enabled: false"))
                .then()
                .statusCode(200)
                .body("filters.id", contains("files-new", "files-old"))
                .body("filters.outcome", contains("created", "changed"))
                .body("filters.version", contains(1, 2));

        get("files-old").then().body("when.each.scoreAtMost", equalTo(10)).body("forcedBecause", equalTo("agreed"));
        get("files-new").then().body("enabled", equalTo(false)).body("name", equalTo("Größe 5 — ungenügend"));
        assertThat(export()).contains("name: Größe 5 — ungenügend\n");
    }

    @Test
    void aDryRunSaysWhatWouldBeAndChangesNothing() {
        asYaml(document("files-dry", 25, "enabled: false"))
                .queryParam("dryRun", true)
                .post(Filters.PATH + "import")
                .then()
                .statusCode(200)
                .body("dryRun", equalTo(true))
                .body("filters.outcome", contains("created"));

        get("files-dry").then().statusCode(404);
    }

    @Test
    void aDryRunInAnotherWordIsRefusedInsteadOfDone() {
        for (String query :
                List.of("dryRun", "dryRun=", "dryRun=1", "dryRun=yes", "dryRun=TRUE", "dryRun=true&dryRun=false")) {
            importing(document("files-not-dry", 25, "enabled: false"), query)
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("dryRun"))
                    .body("errors.detail", contains("must be true or false"));
        }
        get("files-not-dry").then().statusCode(404);
    }

    @Test
    void oneMistakeAndNothingIsImported() {
        importing(document("files-good", 25, "enabled: false")
                        + document("files-bad", 101, "nmae: x")
                        + document("Files-worse", 25, "enabled: false")
                        + "---\n- id: files-list\n")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.pointer", contains("/1/nmae", "/1/when/each/scoreAtMost", "/2/id", "/3/id"))
                .body("errors[1].detail", equalTo("files-bad: must be a number from 0 to 100"));

        get("files-good").then().statusCode(404);
    }

    @Test
    void whatIsEnabledByItNeedsForceAsWithPut() {
        String documents = document("files-off", 25, "enabled: false") + document("files-on", 25, "enabled: true");

        importing(documents)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/1/force"))
                .body("errors[0].detail", startsWith("files-on: say why"));
        get("files-off").then().statusCode(404);

        asYaml(documents)
                .queryParam("force", "moved from the old cluster")
                .post(Filters.PATH + "import")
                .then()
                .statusCode(200);
        get("files-on").then().body("forcedBecause", equalTo("moved from the old cluster"));
    }

    @Test
    void aReasonThatTheDatabaseCannotHoldIsAMistake() {
        importing(document("files-nul", 25, "enabled: true"), "force=%00")
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/0/force"));
    }

    @Test
    void noFilterHasAnIdThatMeansSomethingElse() {
        String reserved = Stream.of("try", "export", "import", "systemic-cause")
                .map(id -> document(id, 25, "enabled: false"))
                .collect(Collectors.joining());

        importing(reserved)
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/0/id", "/1/id", "/2/id", "/3/id"))
                .body("errors[0].detail", equalTo("try: is reserved; choose another"));
        put("systemic-cause", body("files-topic", 25, ",\"enabled\":false"))
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("id"));
    }

    @Test
    void oneFilterTwiceIsAMistake() {
        importing(document("files-twice", 25, "enabled: false").repeat(2))
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/1/id"))
                .body("errors.detail", contains("files-twice: stands in two documents"));
    }

    @Test
    void whatIsNoYamlIsRefusedWithItsLine() {
        List<String> bad = List.of(
                "id: [", "id: a\nid: b\n", "a: &x [1]\nb: *x\n", "[".repeat(30) + "]".repeat(30), "---\n".repeat(1001));
        for (String text : bad) {
            importing(text)
                    .then()
                    .statusCode(400)
                    .body("title", equalTo("Not YAML"))
                    .body("errors[0].detail", startsWith("line "));
        }
        importing("").then().statusCode(400).body("errors[0].detail", equalTo("there is no document in it"));
    }

    private static String document(String id, double scoreAtMost, String more) {
        return """
                ---
                id: %s
                name: Größe 5 — ungenügend
                topics: [%s]
                %s
                when:
                  each: { scoreAtMost: %s }
                """.formatted(id, "files-topic", more, scoreAtMost);
    }

    private static String export() {
        byte[] yaml = asQa().get(Filters.PATH + "export")
                .then()
                .statusCode(200)
                .contentType("application/yaml")
                .extract()
                .asByteArray();
        return new String(yaml, StandardCharsets.UTF_8);
    }

    private static Response importing(String yaml) {
        return asYaml(yaml).post(Filters.PATH + "import");
    }

    private static Response importing(String yaml, String query) {
        return asYaml(yaml).urlEncodingEnabled(false).post(Filters.PATH + "import?" + query);
    }

    private static RequestSpecification asYaml(String yaml) {
        return RestAssured.given()
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .defaultContentCharset(StandardCharsets.UTF_8)
                                .encodeContentTypeAs("application/yaml", ContentType.TEXT)))
                .auth()
                .oauth2(TestTokens.qa())
                .contentType("application/yaml")
                .body(yaml);
    }
}
