package dev.touchline.coaching;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchline.backing.Backing;
import dev.touchline.backing.TestTokens;
import dev.touchline.coaching.AccessWorld.Cover;
import dev.touchline.coaching.AccessWorld.Member;
import dev.touchline.coaching.AccessWorld.Person;
import dev.touchline.coaching.AccessWorld.Thing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** 10,200 random questions of random people, each answered with what is theirs: no row more, none less. */
@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
class NobodySeesWhatIsNotTheirsTest {
    private static final int ROUNDS = 3;
    private static final int QUERIES = 3_400;
    private static final int CALLERS = 8;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final AccessWorld world = new AccessWorld(random);
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final LongAdder rowsSeen = new LongAdder();
    private final Map<String, UUID> webhooks = new HashMap<>();
    private int version;

    @TestHTTPResource("/api/coaching/v1")
    URI root;

    @Test
    void everybodySeesAllThatIsTheirsAndNothingElse() throws Exception {
        grant();
        publishRoster();
        open();
        subscribe();

        for (int round = 0; round < ROUNDS; round++) {
            closeSome();
            world.turn();
            publishRoster();
            awaitPlaced();
            ask();
        }

        assertThat(wrong).as("seed " + seed).isEmpty();
        assertThat(rowsSeen.sum()).as("rows that were theirs").isGreaterThan(1_000);
    }

    /** A question and what it must be answered; drawn by one thread, so that a seed draws the same again. */
    private record Question(Person person, String path, int status, Set<UUID> rows) {}

    private void ask() throws InterruptedException {
        List<Person> people = world.people();
        List<Callable<Void>> questions = new ArrayList<>();
        for (int query = 0; query < QUERIES; query++) {
            Question question = draw(world.one(people));
            questions.add(() -> {
                check(question);
                return null;
            });
        }
        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            callers.invokeAll(questions).forEach(done -> done.resultNow());
        }
    }

    private Question draw(Person person) {
        return switch (random.nextInt(9)) {
            case 0, 1 -> queue(person);
            case 2 -> agents(person);
            case 3 -> item(person, "");
            case 4 -> item(person, "/history");
            case 5 -> export(person);
            case 6 -> triage(person);
            case 7 -> webhooks(person);
            default -> figures(person);
        };
    }

    private Question queue(Person person) {
        String team = world.one(world.teams);
        boolean all = world.chance(0.5);
        String topic = world.chance(0.2) ? world.one(world.items).topic : null;
        Member agent = world.chance(0.2) ? world.one(world.agents) : null;
        String kind = world.chance(0.2) ? world.one(List.of("coaching", "operations")) : null;
        String path = "/teams/" + team + "/queue?limit=" + (world.chance(0.1) ? 5 : 200)
                + (all ? "&state=open,claimed,completed,dismissed,deferred,expired" : "")
                + (topic == null ? "" : "&topic=" + topic)
                + (agent == null ? "" : "&agent=" + agent.id)
                + (kind == null ? "" : "&kind=" + kind);
        return new Question(
                person,
                path,
                status(person, world.seesTeam(person, team)),
                rows(item -> item.team().equals(team)
                        && (all || item.isLive())
                        && (topic == null || item.topic.equals(topic))
                        && (agent == null || item.agent == agent)
                        && (kind == null || item.kind().equals(kind))));
    }

    private Question agents(Person person) {
        Member agent = world.one(world.agents);
        return new Question(
                person,
                "/agents/" + agent.id + "/items?limit=" + (world.chance(0.1) ? 2 : 200),
                world.seesAgent(person, agent) ? 200 : 404,
                rows(item -> item.agent == agent));
    }

    private Question item(Person person, String part) {
        Thing item = world.one(world.items);
        int status = part.isEmpty() ? (world.sees(person, item) ? 200 : 404) : status(person, world.sees(person, item));
        return new Question(person, "/items/" + item.id + part, status, Set.of());
    }

    private Question figures(Person person) {
        String team = world.one(world.teams);
        String figure = world.one(List.of("freshness", "balance", "effect", "covers"));
        return new Question(
                person, "/teams/" + team + "/" + figure, status(person, world.seesTeam(person, team)), Set.of());
    }

    private Question export(Person person) {
        String team = world.one(world.teams);
        return new Question(
                person,
                "/teams/" + team + "/items.csv",
                status(person, world.seesTeam(person, team)),
                rows(item -> item.team().equals(team)));
    }

    /** Who sees everybody's names a team: there are dismissals of other tests, too. */
    private Question triage(Person person) {
        String team = person.seesAll() || world.chance(0.5) ? world.one(world.teams) : null;
        return new Question(
                person,
                "/triage/cases?limit=" + (world.chance(0.1) ? 2 : 200) + (team == null ? "" : "&team=" + team),
                status(person, team == null || world.seesTeam(person, team)),
                rows(item -> !item.isLive()
                        && (team == null
                                ? world.seesTeam(person, item.team())
                                : item.team().equals(team))));
    }

    /** A team's are for its supervisors by the roster, not for who stands in; QA has none. */
    private Question webhooks(Person person) {
        String team = world.one(world.teams);
        boolean named = person.persona().equals("admin") || world.chance(0.5);
        Set<UUID> rows = world.teams.stream()
                .filter(each -> !named || each.equals(team))
                .filter(each -> person.persona().equals("admin") || world.supervises(person, each))
                .map(each -> known(webhooks.get(each)))
                .collect(toSet());
        return new Question(
                person,
                "/webhooks?limit=" + (world.chance(0.1) ? 1 : 200) + (named ? "&team=" + team : ""),
                person.isAgent() || person.persona().equals("qa") ? 403 : 200,
                rows);
    }

    private static <T> T known(@Nullable T value) {
        return Objects.requireNonNull(value);
    }

    /** Where agents are never let in. */
    private static int status(Person person, boolean sees) {
        if (person.isAgent()) {
            return 403;
        }
        return sees ? 200 : 404;
    }

    private Set<UUID> rows(Predicate<Thing> wanted) {
        return world.items.stream().filter(wanted).map(item -> item.id).collect(toSet());
    }

    private void check(Question question) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(question.person, question.path);
        if (answer.statusCode() != question.status) {
            wrong.add("%s %s: %d instead of %d"
                    .formatted(question.person.persona(), question.path, answer.statusCode(), question.status));
        } else if (question.status == 200 && (question.path.contains("limit=") || isCsv(question))) {
            Set<UUID> seen = isCsv(question) ? lines(answer) : pages(question, answer);
            rowsSeen.add(seen.size());
            if (!seen.equals(question.rows)) {
                wrong.add("%s %s: %s instead of %s"
                        .formatted(question.person.persona(), question.path, seen, question.rows));
            }
        }
    }

    private static boolean isCsv(Question question) {
        return question.path.endsWith(".csv");
    }

    private static Set<UUID> lines(HttpResponse<String> csv) {
        return csv.body()
                .lines()
                .skip(1)
                .map(line -> UUID.fromString(line.split(",", 2)[0]))
                .collect(toSet());
    }

    /** A case is known by its item. */
    private static UUID id(JsonNode row) {
        return UUID.fromString(row.path(row.has("itemId") ? "itemId" : "id").textValue());
    }

    private Set<UUID> pages(Question question, HttpResponse<String> first) throws IOException, InterruptedException {
        Set<UUID> seen = new HashSet<>();
        JsonNode page = JSON.readTree(first.body());
        while (true) {
            page.path("items").forEach(item -> seen.add(id(item)));
            if (!page.path("nextCursor").isTextual()) {
                return seen;
            }
            page = JSON.readTree(get(
                            question.person,
                            question.path + "&cursor=" + page.path("nextCursor").textValue())
                    .body());
        }
    }

    private HttpResponse<String> get(Person person, String path) throws IOException, InterruptedException {
        String token = tokens.computeIfAbsent(person.persona(), TestTokens::persona);
        HttpRequest request = HttpRequest.newBuilder(URI.create(root + path))
                .header("Authorization", "Bearer " + token)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private void grant() throws SQLException {
        Floor.patiently().until(() -> get(new Person("admin"), "/templates").statusCode() == 200);
        try (Connection connection = Backing.connect("coaching");
                PreparedStatement statement = connection.prepareStatement("""
                        INSERT INTO cover (team, subject, starts_at, ends_at, reason, granted_by, granted_at)
                        VALUES (?, ?, ?, ?, 'Leave', 'admin', clock_timestamp())""")) {
            for (Cover cover : world.covers) {
                statement.setString(1, cover.team());
                statement.setString(2, cover.subject());
                statement.setObject(3, cover.from().atOffset(ZoneOffset.UTC));
                statement.setObject(4, cover.until().atOffset(ZoneOffset.UTC));
                statement.executeUpdate();
            }
        }
    }

    /** Publishes everybody anew and waits until all of it is known. */
    private void publishRoster() {
        version++;
        world.teams.forEach(this::publish);
        world.agents.forEach(this::publish);
        Set<String> expected = new HashSet<>();
        world.supervisors.forEach((team, subjects) -> subjects.forEach(subject -> expected.add(subject + " " + team)));
        Floor.patiently().until(() -> expected.stream().allMatch(this::leads));
        Floor.patiently()
                .until(() -> world.agents.stream()
                        .allMatch(agent -> status(spareOf(agent.team), "/agents/" + agent.id + "/items") == 200));
        Floor.patiently()
                .until(() -> world.agents.stream()
                        .filter(agent -> agent.deleted)
                        .allMatch(agent -> status(new Person(agent.subject), "/agents/" + agent.id + "/items") == 404));
        Instant now = Instant.now();
        Floor.patiently()
                .until(() -> world.covers.stream()
                        .filter(cover -> cover.holds(now) && cover.subject().startsWith("supervisor:"))
                        .allMatch(cover -> leads(cover.subject() + " " + cover.team())));
    }

    private boolean leads(String subjectAndTeam) {
        String[] parts = subjectAndTeam.split(" ", 2);
        return status(new Person(parts[0]), "/teams/" + parts[1] + "/queue") == 200;
    }

    /** The supervisor whom this round gave that team alone. */
    private Person spareOf(String team) {
        return world.supervisors.getOrDefault(team, Set.of()).stream()
                .filter(subject -> subject.startsWith("supervisor:" + team))
                .map(Person::new)
                .findFirst()
                .orElseThrow();
    }

    private int status(Person person, String path) {
        try {
            return get(person, path).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void publish(String team) {
        Backing.kafka()
                .produce(
                        "roster",
                        "team/" + team,
                        """
                        {"team":"%s","name":"Team","supervisors":["%s"],"timeZone":"Europe/Berlin","version":%d}
                        """.formatted(
                                team, String.join("\",\"", world.supervisors.getOrDefault(team, Set.of())), version),
                        "dev.touchline.roster.team.v1");
    }

    private void publish(Member agent) {
        Backing.kafka()
                .produce(
                        "roster",
                        "agent/" + agent.id,
                        """
                        {"agent":"%s","name":"Ada Moss","subject":"%s","assignments":[{"team":"%s"}],"aliases":[],%s"version":%d}
                        """.formatted(
                                        agent.id,
                                        agent.subject,
                                        agent.team,
                                        agent.deleted ? "\"deletedAt\":\"2026-01-01T00:00:00Z\"," : "",
                                        version),
                        "dev.touchline.roster.agent.v1");
    }

    private void open() {
        for (Thing item : world.items) {
            String response = "r-" + UUID.randomUUID();
            NeedJson need = item.agent == null
                    ? NeedJson.ofOperations(item.team(), item.topic, response)
                    : NeedJson.of(item.agent.id, item.team(), item.topic, response);
            Backing.kafka().produce("coaching.needed", need.agent(), need.json(), need.ceType());
        }
        Floor.patiently().until(() -> stored().size() == world.items.size());
        Map<String, UUID> ids = stored();
        world.items.forEach(item -> item.id = ids.get(key(item)));
    }

    /** One webhook a team; they tell nobody anything. */
    private void subscribe() {
        Floor.rows("""
                INSERT INTO webhook (id, team, url, events, kinds, enabled, disabled_at, secret, version, created_at,
                    created_by, changed_at, changed_by, failures)
                SELECT uuidv7(), team, 'https://hooks.example/', '{item.opened}', '{coaching}', false, now(), '', 1, now(),
                    'admin', now(), 'admin', 0
                FROM unnest('{%s}'::text[]) AS team RETURNING concat_ws(' ', team, id)
                """.formatted(String.join(",", world.teams))).stream()
                .map(row -> row.split(" ", 2))
                .forEach(row -> webhooks.put(row[0], UUID.fromString(row[1])));
    }

    private Map<String, UUID> stored() {
        return Floor.rows("SELECT concat_ws(' ', agent_id, topic, id) FROM item WHERE agent_id ~ '^(team/)?%s-'"
                        .formatted(prefix()))
                .stream()
                .map(row -> row.split(" ", 3))
                .collect(toMap(row -> row[0] + " " + row[1], row -> UUID.fromString(row[2])));
    }

    private static String key(Thing item) {
        return (item.agent == null ? "team/" + item.team() : item.agent.id) + " " + item.topic;
    }

    private String prefix() {
        return world.teams.getFirst().replaceAll("-.*", "");
    }

    private void closeSome() {
        world.items.stream().filter(item -> item.isLive() && world.chance(0.2)).forEach(item -> {
            Floor.as(TestTokens.admin())
                    .header("If-Match", "\"1\"")
                    .body("{\"cause\":\"tool\"}")
                    .post("/api/coaching/v1/items/{id}/dismiss", item.id)
                    .then()
                    .statusCode(200);
            item.close();
        });
    }

    /** Live items follow their agents within a tick. */
    private void awaitPlaced() {
        Map<String, String> expected = new HashMap<>();
        world.items.forEach(item -> expected.put(item.id.toString(), item.team()));
        Floor.patiently().until(() -> expected.equals(placed()));
    }

    private Map<String, String> placed() {
        return Floor.rows(
                        "SELECT concat_ws(' ', id, team) FROM item WHERE agent_id ~ '^(team/)?%s-'".formatted(prefix()))
                .stream()
                .map(row -> row.split(" ", 2))
                .collect(toMap(row -> row[0], row -> row[1]));
    }
}
