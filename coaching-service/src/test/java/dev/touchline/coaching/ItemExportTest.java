package dev.touchline.coaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.touchline.backing.Backing;
import dev.touchline.backing.TestTokens;
import dev.touchline.coaching.store.ItemExport;
import dev.touchline.coaching.store.ItemExport.Wanted;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
class ItemExportTest {
    @Inject
    ItemExport items;

    @SuppressWarnings("NullAway.Init")
    private Floor floor;

    @BeforeEach
    void openTheFloor() {
        floor = Floor.withOneAgent();
    }

    @Test
    void openAndClosedItemsStandInItWithTheirSession() {
        floor.publish(floor.need("clarity", "r-" + UUID.randomUUID()), floor.need("effort", "r-" + UUID.randomUUID()));
        Map<String, Object> item = floor.awaitItems(2).stream()
                .filter(each -> each.get("topic").equals("clarity"))
                .findFirst()
                .orElseThrow();
        floor.step(item, "claim", 1, "").then().statusCode(200);
        floor.step(
                        item,
                        "complete",
                        2,
                        "{\"saw\":\"a\",\"ideal\":\"b\",\"practised\":\"c\",\"next\":\"d\",\"technique\":\"role-play\"}")
                .then()
                .statusCode(200);

        Response csv = export();

        csv.then()
                .statusCode(200)
                .contentType("text/csv;charset=UTF-8")
                .header("Content-Disposition", containsString("items.csv"));
        List<String> lines = csv.asString().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst()).startsWith("id,kind,team,agent,agentName,topic,severity,state,cause,openedAt");
        assertThat(lines)
                .anyMatch(line -> line.contains(",clarity,")
                        && line.contains(",completed,")
                        && line.contains("supervisor:" + floor.team)
                        && line.endsWith(",role-play,"))
                .anyMatch(line -> line.contains(",effort,") && line.contains(",open,"))
                .noneMatch(line -> line.contains("He did not know the plan"));
        assertThat(export("state", "completed", "kind", "coaching", "topic", "clarity")
                        .asString()
                        .lines())
                .hasSize(2);
        assertThat(export("topic", "nothing").asString().lines()).hasSize(1);
    }

    @Test
    void moreThanAPageIsWholeAndEachItemStandsInItOnce() {
        Floor.rows("""
                INSERT INTO item (id, kind, agent_id, agent_name, team, topic, severity, state, opened_at, closed_at,
                    newest_at, fresh_until, evidence_count, evidence_version, version, priority, reasons)
                SELECT uuidv7(), 'coaching', 'a', CASE n WHEN 1 THEN '=HYPERLINK("x")' ELSE 'Ädä, "A"' END, '%s', 'clarity',
                    'normal', (ARRAY['deferred', 'expired', 'completed'])[n %% 3 + 1], now(), now(), now(), now(), 1, 1, 2,
                    n / 7, '[{"needId":"0198c0de-0000-7000-8000-000000000000","seq":1,"severity":"normal","raisedAt":"2026-11-21T10:00:00Z","filterId":"f","filterVersion":1,"filterName":"F","sentence":"S","n":1,"poor":1}]'
                FROM generate_series(1, 1203) n RETURNING id
                """.formatted(floor.team));

        String csv = export().asString();

        assertThat(csv.lines().skip(1).map(line -> line.substring(0, 36)))
                .hasSize(1203)
                .doesNotHaveDuplicates();
        assertThat(csv).contains("\"'=HYPERLINK(\"\"x\"\")\"").contains("\"Ädä, \"\"A\"\"\"");
    }

    @Test
    void anItemWhosePlaceInTheQueueChangesBetweenTwoPagesStandsInItOnce() {
        floor.publish(
                floor.need("clarity", "r-" + UUID.randomUUID()),
                floor.need("effort", "r-" + UUID.randomUUID()),
                floor.need("fairness", "r-" + UUID.randomUUID()));
        List<String> ids = floor.awaitItems(3).stream()
                .map(each -> (String) each.get("id"))
                .toList();

        UUID first = page(ItemExport.START, 1).getFirst();
        prioritise(first, -1e9);
        UUID second = page(first, 1).getFirst();
        ids.stream()
                .map(UUID::fromString)
                .filter(id -> !List.of(first, second).contains(id))
                .forEach(id -> prioritise(id, 1e9));
        List<UUID> rest = page(second, 10);

        assertThat(rest).hasSize(1);
        assertThat(List.of(first, second, rest.getFirst()))
                .map(UUID::toString)
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void nothingIsLostAtEitherEdgeOfTheTimeAskedFor() {
        Instant from = Instant.parse("2026-03-01T10:00:00.000500Z");
        Instant to = Instant.parse("2026-03-02T10:00:00.000500Z");
        UUID first = closed(from, 0);
        UUID last = closed(to.minus(1, ChronoUnit.MICROS), -1);
        closed(from.minus(1, ChronoUnit.MICROS), -1);
        closed(to, 0);

        assertThat(page(from, to)).containsExactly(first, last);
        assertThat(page(from.truncatedTo(ChronoUnit.MILLIS), to.truncatedTo(ChronoUnit.MILLIS)))
                .hasSize(2)
                .contains(first)
                .doesNotContain(last);
    }

    private List<UUID> page(Instant from, Instant to) {
        return items
                .page(
                        new Wanted(floor.team, List.of("completed"), List.of("coaching"), null, from, to),
                        ItemExport.START,
                        10)
                .stream()
                .map(line -> line.item().id())
                .toList();
    }

    /**
     * Opened then; of the ids of that millisecond (RFC 9562 §5.7) the least with no random bits set, or the greatest.
     */
    private UUID closed(Instant opened, long random) {
        UUID id = new UUID(
                (opened.toEpochMilli() << 16) | 0x7000 | (random & 0xFFF),
                (random & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
        Floor.rows("""
                INSERT INTO item (id, kind, agent_id, agent_name, team, topic, severity, state, opened_at, closed_at,
                    newest_at, fresh_until, evidence_count, evidence_version, version, priority, reasons)
                VALUES ('%s', 'coaching', 'a', 'A', '%s', 'clarity', 'normal', 'completed', '%s', now(), now(), now(), 1, 1,
                    2, 1, '[{"needId":"0198c0de-0000-7000-8000-000000000000","seq":1,"severity":"normal","raisedAt":"2026-11-21T10:00:00Z","filterId":"f","filterVersion":1,"filterName":"F","sentence":"S","n":1,"poor":1}]')
                RETURNING id
                """.formatted(id, floor.team, opened));
        return id;
    }

    private List<UUID> page(UUID after, int limit) {
        Instant now = Instant.now();
        Wanted wanted = new Wanted(
                floor.team,
                List.of("open", "claimed", "completed"),
                List.of("coaching"),
                null,
                now.minus(Duration.ofDays(1)),
                now.plus(Duration.ofDays(1)));
        return items.page(wanted, after, limit).stream()
                .map(line -> line.item().id())
                .toList();
    }

    private static void prioritise(UUID item, double priority) {
        Floor.rows("UPDATE item SET priority = %f WHERE id = '%s' RETURNING id".formatted(priority, item));
    }

    @Test
    void whatIsNoQueryIsNamed() {
        export("from", "yesterday", "state", "eaten", "kind", "x")
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItems("from", "state", "kind"));
        export("from", "2024-01-01T00:00:00Z", "to", "2026-01-01T00:00:00Z")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("from"))
                .body("errors[0].detail", containsString("at most 366 days"));
        export("from", "2026-01-02T00:00:00Z", "to", "2026-01-01T00:00:00Z")
                .then()
                .statusCode(400);
    }

    @Test
    void itIsForThoseWhoSeeTheTeam() {
        Floor other = Floor.withOneAgent();
        String path = "/api/coaching/v1/teams/{team}/items.csv";

        other.asSupervisor().get(path, floor.team).then().statusCode(404);
        Floor.as(TestTokens.qa()).get(path, floor.team).then().statusCode(200);
        Floor.as(TestTokens.agent(floor.agent(1))).get(path, floor.team).then().statusCode(403);
    }

    private Response export(String... parameters) {
        var request = floor.asSupervisor();
        for (int index = 0; index < parameters.length; index += 2) {
            request.queryParam(parameters[index], parameters[index + 1]);
        }
        return request.get("/api/coaching/v1/teams/{team}/items.csv", floor.team);
    }
}
