package dev.touchline.coaching;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import dev.touchline.backing.Backing;
import dev.touchline.backing.TestKafka;
import dev.touchline.backing.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;

/** A contact center for tests: each has a team of its own, so tests don't see each other's items. */
public final class Floor {
    private static final String QUEUE = "/api/coaching/v1/teams/{team}/queue";

    public final String team;
    private final TestKafka kafka = Backing.kafka();

    private Floor(String team) {
        this.team = team;
    }

    /** Team {@code billing} with its supervisor and agent {@code a-17}, whom the access matrix takes for granted. */
    public static void billing() {
        Floor floor = new Floor("billing");
        floor.putTeam();
        floor.putAgent("a-17", floor.team);
        patiently().until(() -> floor.asSupervisor().get(QUEUE, floor.team).statusCode() == 200);
    }

    /** A team with its supervisor and agents {@code <team>-1 …}, known to the service. */
    public static Floor withAgents(int agents) {
        Floor floor = new Floor("team-" + UUID.randomUUID());
        floor.putTeam();
        for (int number = 1; number <= agents; number++) {
            floor.putAgent(floor.agent(number), floor.team);
        }
        floor.awaitKnown(agents);
        return floor;
    }

    public static Floor withOneAgent() {
        return withAgents(1);
    }

    private void awaitKnown(int agents) {
        patiently().until(() -> asSupervisor().get(QUEUE, team).statusCode() == 200);
        // Each of them: the roster has several partitions.
        for (int number = 1; number <= agents; number++) {
            String agent = agent(number);
            patiently()
                    .until(() -> as(TestTokens.supervisor(team))
                                    .get("/api/coaching/v1/agents/{agent}/items", agent)
                                    .statusCode()
                            == 200);
        }
    }

    public String agent(int number) {
        return team + "-" + number;
    }

    public NeedJson need(String topic, String... responses) {
        return NeedJson.of(agent(1), team, topic, responses);
    }

    public NeedJson need(int agent, String topic, String... responses) {
        return NeedJson.of(agent(agent), team, topic, responses);
    }

    public void publish(NeedJson... needs) {
        for (NeedJson need : needs) {
            kafka.produce("coaching.needed", need.agent(), need.json(), need.ceType());
        }
    }

    public void publishResponse(String agent, String json) {
        kafka.produce("survey.responses", agent, json, "dev.touchline.survey.response.v1");
    }

    public void putAgent(String agent, String inTeam) {
        kafka.produce("roster", "agent/" + agent, """
                {"agent":"%s","name":"Ada Moss","subject":"agent:%s","assignments":[{"team":"%s"}],"aliases":[],"version":1}
                """.formatted(agent, agent, inTeam), "dev.touchline.roster.agent.v1");
    }

    private void putTeam() {
        putTeam(1, List.of("supervisor:" + team));
    }

    private void putTeam(int version, List<String> supervisors) {
        kafka.produce(
                "roster",
                "team/" + team,
                """
                {"team":"%s","name":"Team","supervisors":["%s"],"timeZone":"Europe/Berlin","version":%d}
                """.formatted(team, String.join("\",\"", supervisors), version),
                "dev.touchline.roster.team.v1");
    }

    /** From now on so many supervise the team; their tokens. */
    public List<String> supervisors(int count) {
        List<String> names = IntStream.range(0, count)
                .mapToObj(number -> number == 0 ? team : team + "-s" + number)
                .toList();
        putTeam(2, names.stream().map(name -> "supervisor:" + name).toList());
        List<String> tokens = names.stream().map(TestTokens::supervisor).toList();
        patiently().until(() -> as(tokens.getLast()).get(QUEUE, team).statusCode() == 200);
        return tokens;
    }

    /** From now on only this one supervises the team. */
    public void supervisedBy(String name) {
        putTeam(3, List.of("supervisor:" + name));
    }

    public RequestSpecification asSupervisor() {
        return as(TestTokens.supervisor(team));
    }

    public static RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    public Response queue(Object... parameters) {
        RequestSpecification request = asSupervisor();
        for (int index = 0; index < parameters.length; index += 2) {
            request.queryParam(parameters[index].toString(), parameters[index + 1]);
        }
        return request.get(QUEUE, team);
    }

    public List<Map<String, Object>> items(Object... parameters) {
        return queue(parameters).then().statusCode(200).extract().path("items");
    }

    /** Waits until so many items stand in the queue. */
    public List<Map<String, Object>> awaitItems(int count) {
        patiently().until(() -> items("limit", 200).size() == count);
        return items("limit", 200);
    }

    public Response claimNext() {
        return asSupervisor().post(QUEUE + "/claim-next", team);
    }

    public Response step(Map<String, Object> item, String step, Object version, String body) {
        RequestSpecification request = asSupervisor().header("If-Match", "\"" + version + "\"");
        return (body.isEmpty() ? request : request.body(body))
                .post("/api/coaching/v1/items/{id}/{step}", item.get("id"), step);
    }

    public Response item(Object id) {
        return asSupervisor().get("/api/coaching/v1/items/{id}", id);
    }

    /** Changes the team's items as another instance would: by SQL that this one hears nothing of. */
    public void changeElsewhere() {
        rows("""
                WITH changed AS (UPDATE item SET version = version + 1 WHERE team = '%s' RETURNING team)
                INSERT INTO queue_counter (team, stripe, value) SELECT DISTINCT team, 3, 1 FROM changed
                ON CONFLICT (team, stripe) DO UPDATE SET value = queue_counter.value + 1 RETURNING team
                """.formatted(team));
    }

    /** For what a day or a week bounds: it does not end (in UTC) while the test goes on. */
    public static void awayFromMidnight() {
        await().atMost(Duration.ofMinutes(5))
                .until(() -> LocalTime.now(ZoneOffset.UTC).isBefore(LocalTime.of(23, 57)));
    }

    public static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions();
    }

    /** Rows of a statement, each as text. */
    public static List<String> rows(String sql) {
        try (Connection connection = Backing.connect("coaching");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
