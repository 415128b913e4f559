package dev.touchline.alerting.http;

import static dev.touchline.alerting.http.Filters.asQa;
import static dev.touchline.alerting.http.Filters.body;
import static dev.touchline.alerting.http.Filters.get;
import static dev.touchline.alerting.http.Filters.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.touchline.alerting.kafka.LiveFilters;
import dev.touchline.backing.Backing;
import dev.touchline.backing.EventContract;
import dev.touchline.backing.Received;
import dev.touchline.backing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "alerting"))
class FiltersHttpTest {
    private static final EventContract CONTRACT = EventContract.of("alerting.filters");
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    LiveFilters filters;

    @Test
    void aStatisticalFilterShowsHowOftenItIsWrongByChance() {
        put("unusual-share", """
                        {"name":"Unusual","topics":["clarity"],"enabled":false,
                         "when":{"share":{"scoreAtMost":25,"within":"P14D","falseAlarm":0.001}}}
                        """)
                .then()
                .statusCode(201)
                .body("falseAlarm.perAgentAndMonth", equalTo(0.001f))
                .body("falseAlarm.perTeamAndMonth", equalTo(0.049f))
                .body("falseAlarm.agents", equalTo(50));
    }

    @Test
    void aFilterIsCreatedReadAndPublishedBeforeItIsInForce() {
        Instant before = Instant.now();
        Response created = put("created", """
                {"name":"Three in a week","kind":"coaching","topics":["clarity"],"enabled":true,
                 "scope":{"teams":["billing"]},"when":{"count":{"scoreAtMost":25,"atLeast":3,"within":"P7D"}},
                 "cooldown":"P1D","freshFor":"PT4H","severity":"high","force":"agreed"}
                """);

        created.then()
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("id", equalTo("created"))
                .body("version", equalTo(1))
                .body("when.count.within", equalTo("P7D"))
                .body("when.count.scoreAtMost", equalTo(25))
                .body("scope.channels", nullValue())
                .body("forcedBecause", equalTo("agreed"))
                .body("changedBy", equalTo("qa"));
        Instant inForce = Instant.parse(created.path("effectiveFrom"));
        assertThat(inForce).isBetween(before.plusMillis(1900), Instant.now().plusSeconds(2));
        get("created").then().statusCode(200).header("ETag", "\"1\"").body("name", equalTo("Three in a week"));
        Received published = published("created@1");
        CONTRACT.assertMeets(String.valueOf(published.value()));
        assertThat(published.type()).isEqualTo("dev.touchline.filter.v1");
        assertThat(published.json().path("effectiveFrom").asText()).isEqualTo(inForce.toString());
    }

    @Test
    void theSameAgainChangesNothing() {
        put("again", body("clarity", 10, ",\"force\":\"x\"")).then().statusCode(201);

        put("again", body("clarity", 10, "")).then().statusCode(200).header("ETag", "\"1\"");
    }

    @Test
    void whatIsReadMayBeEditedAndPutBack() {
        put("edited", body("clarity", 10, ",\"force\":\"x\""));
        String edited = get("edited").asString().replace("\"scoreAtMost\":10", "\"scoreAtMost\":20");

        put("edited", edited.replaceFirst("\\{", "{\"force\":\"y\","), 1)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("when.each.scoreAtMost", equalTo(20));
        asQa().get(Filters.PATH + "edited/versions")
                .then()
                .statusCode(200)
                .body("items.version", contains(2, 1))
                .body("items.forcedBecause", contains("y", "x"));
    }

    @Test
    void replacingWantsToKnowWhichVersion() {
        put("guarded", body("clarity", 10, ",\"force\":\"x\""));
        String other = body("clarity", 11, ",\"force\":\"x\"");

        put("guarded", other).then().statusCode(428);
        put("guarded", other, 7).then().statusCode(412).header("ETag", "\"1\"");
        asQa().header("If-Match", "W/nonsense")
                .body(other)
                .put(Filters.PATH + "guarded")
                .then()
                .statusCode(400);
        asQa().header("If-None-Match", "*")
                .body(other)
                .put(Filters.PATH + "guarded")
                .then()
                .statusCode(412);
        put("guarded", other, 1).then().statusCode(200).header("ETag", "\"2\"");
    }

    @Test
    void aVersionOfAFilterThatIsNotThereCannotBeReplaced() {
        put("absent", body("clarity", 10, ",\"force\":\"x\""), 1).then().statusCode(412);
    }

    @Test
    void whatTheDatabaseCannotHoldIsNamed() {
        put("unheld", """
                {"name":"x","topics":["clarity"],"when":{"keyword":{"anyOf":["a\\u0000b"]}},"force":"x\\u0000"}
                """)
                .then()
                .statusCode(400)
                .body("errors.pointer", containsInAnyOrder("/force", "/when/keyword/anyOf/0"));
        put("in-lines", body("clarity", 10, ",\"force\":\"agreed\\n\\twith Anna\""))
                .then()
                .statusCode(201);
    }

    @Test
    void whatWasNeverBacktestedIsEnabledByForceOnly() {
        put("forced", body("clarity", 10, ""))
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors.pointer", contains("/force"));
        put("forced", body("clarity", 10, ",\"force\":\"\""))
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/force"));
        put("forced", body("clarity", 10, ",\"enabled\":false")).then().statusCode(201);
        put("forced", body("clarity", 10, ""), 1).then().statusCode(422);
    }

    @Test
    void aPresetNeedsNoForceUnderAnyName() {
        List<Object> presets = asQa().get("/api/alerting/v1/presets").path("items.id");
        assertThat(presets).hasSize(9).contains("courtesy-poor", "top-marks", "own-best", "recovered");

        put("my-courtesy", """
                {"name":"My own name","topics":["courtesy"],"when":{"each":{"scoreAtMost":25}}}
                """)
                .then()
                .statusCode(201)
                .body("cooldown", equalTo("PT8H"))
                .body("enabled", equalTo(true));
    }

    @Test
    void everyMistakeIsNamedAtOnce() {
        put("Bad_Id", """
                {"name":"","topics":[],"when":{"share":{}},"cooldown":"PT1000000H","nmae":1,"id":"other"}
                """)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body(
                        "errors.pointer",
                        hasItems("id", "/id", "/name", "/topics", "/when/share/scoreAtMost", "/cooldown", "/nmae"));
        put("broken", "{\"name\":").then().statusCode(400).contentType("application/problem+json");
        put("broken", "").then().statusCode(400).contentType("application/problem+json");
        put("broken", "[1]").then().statusCode(400);
    }

    @Test
    void aDeletedFilterIsGoneButItsVersionsStay() {
        put("deleted", body("clarity", 10, ",\"force\":\"x\""));

        asQa().delete(Filters.PATH + "deleted").then().statusCode(428);
        asQa().header("If-Match", "\"1\"")
                .delete(Filters.PATH + "deleted")
                .then()
                .statusCode(204);

        get("deleted").then().statusCode(404);
        asQa().header("If-Match", "\"2\"")
                .delete(Filters.PATH + "deleted")
                .then()
                .statusCode(404);
        asQa().get(Filters.PATH).then().body("items.id", not(hasItem("deleted")));
        asQa().get(Filters.PATH + "deleted/versions")
                .then()
                .body("items.version", contains(2, 1))
                .body("items[0].deleted", equalTo(true));
        assertThat(published("deleted@2").json().path("deleted").asBoolean()).isTrue();
        put("deleted", body("clarity", 10, ",\"force\":\"x\""))
                .then()
                .statusCode(201)
                .header("ETag", "\"3\"");
    }

    @Test
    void theListIsPaged() {
        IntStream.range(0, 5).forEach(i -> put("paged-" + i, body("clarity", 10, ",\"force\":\"x\"")));

        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            var request = asQa().queryParam("limit", 2);
            Response page = (cursor == null ? request : request.queryParam("cursor", cursor)).get(Filters.PATH);
            page.then().statusCode(200);
            List<String> ids = page.path("items.id");
            assertThat(ids).hasSizeLessThanOrEqualTo(2);
            seen.addAll(ids);
            cursor = page.path("nextCursor");
        } while (cursor != null);

        assertThat(seen).isSorted().doesNotHaveDuplicates().contains("paged-0", "paged-1", "paged-4");
        asQa().queryParam("limit", 0).get(Filters.PATH).then().statusCode(400);
        asQa().queryParam("cursor", "%%").get(Filters.PATH).then().statusCode(400);
    }

    @Test
    void aStoredFilterThatCannotBeUnderstoodIsShownAsInvalid() throws SQLException {
        put("from-the-future", body("clarity", 10, ",\"force\":\"x\""));
        try (Connection connection = Backing.connect("alerting");
                var update = connection.prepareStatement("""
                        UPDATE filter_version SET definition = jsonb_set(definition, '{when}', '{"mood": {}}')
                        WHERE filter_id = 'from-the-future'
                        """)) {
            update.executeUpdate();
        }

        get("from-the-future")
                .then()
                .statusCode(200)
                .body(
                        "invalid",
                        equalTo(
                                "/when/mood unknown condition; known are all, any, best, count, each, keyword, recovered, share, shift"));
        asQa().get(Filters.PATH).then().statusCode(200).body("items.id", hasItem("from-the-future"));
        assertThat(asQa().get(Filters.PATH + "export").asString())
                .contains("# This release does not understand:\n# ---\n# id: from-the-future\n");
    }

    @Test
    void aVersionThatWasHeldUpIsInForceOnceItWasPublished() throws SQLException {
        put("not-held-up", body("clarity", 10, ",\"enabled\":false")).then().statusCode(201);

        // as if Kafka had been away for an hour
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        try (Connection connection = Backing.connect("alerting");
                var statement = connection.createStatement()) {
            statement.execute("""
                    WITH held AS (
                      INSERT INTO filter_version (filter_id, version, effective_from, deleted, definition,
                                                  changed_by, changed_at)
                      SELECT 'held-up', 1, now() - interval '1 hour', false, definition, changed_by, changed_at
                      FROM filter_version WHERE filter_id = 'not-held-up' RETURNING *)
                    INSERT INTO outbox (kafka_topic, record_key, event_id, type, payload)
                    SELECT 'alerting.filters', 'held-up@1', gen_random_uuid(), 'dev.touchline.filter.v1',
                           convert_to(json_build_object('filterId', filter_id, 'version', version, 'effectiveFrom',
                             to_char(effective_from AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                             'deleted', false, 'definition', definition)::text, 'UTF8')
                    FROM held
                    """);
        }

        published("held-up@1");

        await().atMost(SOON).untilAsserted(() -> {
            Instant from = Instant.parse(get("held-up").path("effectiveFrom"));
            assertThat(from).isAfterOrEqualTo(before).isEqualTo(inForceFrom("held-up"));
        });
    }

    @Test
    void aVersionThatIsPublishedAgainAfterACrashKeepsItsTime() throws SQLException {
        // given a version that was published in time, and is in force by now
        Instant from = Instant.parse(
                put("repeated", body("clarity", 10, ",\"enabled\":false")).path("effectiveFrom"));
        Received first = published("repeated@1");
        await().atMost(SOON).until(() -> Instant.now().isAfter(from));

        // when its row is still there, as after a crash between acknowledgement and delete
        try (Connection connection = Backing.connect("alerting");
                var insert = connection.prepareStatement("""
                        INSERT INTO outbox (kafka_topic, record_key, event_id, type, payload)
                        VALUES ('alerting.filters', 'repeated@1', gen_random_uuid(), 'dev.touchline.filter.v1',
                                convert_to(?, 'UTF8'))
                        """)) {
            insert.setString(1, first.value());
            insert.executeUpdate();
        }

        // then
        List<Received> both = await().atMost(SOON).until(() -> publications("repeated@1"), found -> found.size() == 2);
        assertThat(both).extracting(Received::value).containsOnly(first.value());
        assertThat(both)
                .extracting(Received::key)
                .as("both outlive compaction")
                .containsExactlyInAnyOrder("repeated@1", "repeated@1@2");
        assertThat(inForceFrom("repeated")).isEqualTo(from);
    }

    @Test
    void supervisorsReadAndOthersDoNot() {
        Filters.asQa().get(Filters.PATH).then().statusCode(200);
        RestAssured.given()
                .auth()
                .oauth2(TestTokens.supervisor("billing"))
                .get(Filters.PATH)
                .then()
                .statusCode(200);
    }

    /** As whoever judges sees it. */
    private Instant inForceFrom(String id) {
        return filters.completeAt(Instant.now(), Instant.now())
                .find(id, 1)
                .orElseThrow()
                .effectiveFrom();
    }

    private static Received published(String version) {
        return await().atMost(SOON)
                .until(() -> publications(version), found -> !found.isEmpty())
                .getLast();
    }

    private static List<Received> publications(String version) {
        return Backing.kafka().consumeAll("alerting.filters").stream()
                .filter(record -> (record.key() + "@").startsWith(version + "@"))
                .toList();
    }
}
