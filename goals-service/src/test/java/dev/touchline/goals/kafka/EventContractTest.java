package dev.touchline.goals.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.touchline.backing.EventContract;
import dev.touchline.goals.TestNeed;
import dev.touchline.goals.core.Agent;
import dev.touchline.goals.core.AgentTopic;
import dev.touchline.goals.core.LineNews;
import dev.touchline.goals.core.NeedNews;
import dev.touchline.goals.core.Team;
import dev.touchline.kit.kafka.UnreadableRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** This service reads what the others have agreed to write. */
class EventContractTest {
    private static final JsonMapper JSON =
            JsonMapper.builder().findAndAddModules().build();
    private static final EventContract NEEDS = EventContract.of("coaching.needed");
    private static final EventContract OUTCOMES = EventContract.of("coaching.outcomes");
    private static final EventContract ROSTER = EventContract.of("roster");

    private final NeedReader reader = new NeedReader(JSON);

    @Test
    void everySampleOfANeedIsReadUnlessItIsNoCoaching() {
        NEEDS.samples()
                .forEach((name, json) ->
                        assertThat(read(json).isPresent()).as(name).isEqualTo(json.contains("\"kind\": \"coaching\"")));
    }

    @Test
    void aNeedIsReadFieldByField() {
        assertThat(read(NEEDS.sample("withdrawn")))
                .contains(new NeedNews(
                        UUID.fromString("5569afd8-3308-5ba5-bad7-d4518143e31b"),
                        new AgentTopic("a-17", "product-knowledge"),
                        "product-knowledge-poor",
                        3,
                        true,
                        Instant.parse("2026-11-21T10:00:00Z")));
    }

    @Test
    void aNeedWithNoEvidenceLeftNoLongerStands() {
        String withdrawn = NEEDS.sample("withdrawn").replace("\"evidenceLeft\": 1", "\"evidenceLeft\": 0");
        assertThat(read(withdrawn))
                .hasValueSatisfying(news -> assertThat(news.stands()).isFalse());
    }

    @Test
    void theNeedsOfTheTestsAreOnesThatAlertingCouldHaveWritten() {
        TestNeed need = TestNeed.of("a-17", "courtesy", 1);
        NEEDS.assertMeets(need.json("raised", 1, 1));
        NEEDS.assertMeets(need.json("withdrawn", 2, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"needId", "type", "seq", "kind", "filter", "agent", "topic", "raisedAt"})
    void aNeedThatLacksAFieldSaysWhich(String field) {
        String lacking = NEEDS.sample("minimal").replace("\"" + field + "\"", "\"was-" + field + "\"");

        assertThatThrownBy(() -> read(lacking))
                .isInstanceOfSatisfying(
                        UnreadableRecord.class,
                        unreadable -> assertThat(unreadable.reason()).isEqualTo("missing field " + field));
    }

    @Test
    void everySampleOfAnOutcomeIsRead() {
        OutcomeReader outcomes = new OutcomeReader(JSON);
        OUTCOMES.samples().forEach((name, json) -> {
            List<LineNews> news = outcomes.read(record("coaching.outcomes", json));
            assertThat(news.stream().anyMatch(LineNews.Left.class::isInstance))
                    .as(name)
                    .isEqualTo(Set.of("expired", "deferred", "recurred").contains(name));
        });
    }

    @Test
    void agentsAreReadFieldByField() throws IOException {
        Agent agent = lenient(RosterRecord.OfAgent.class, "agent-rich").toCore();

        assertThat(agent.id()).isEqualTo("a-18");
        assertThat(agent.subject()).isEqualTo("zoe@sso.example");
        assertThat(agent.teamAt(Instant.parse("2026-09-30T23:59:59Z"))).contains("billing");
        assertThat(agent.teamAt(Instant.parse("2026-10-01T00:00:00Z"))).contains("device-support");
    }

    @Test
    void anAgentWithoutTeamAndOneWhoLeftAreRead() throws IOException {
        Instant now = Instant.parse("2026-11-21T10:00:00Z");

        assertThat(lenient(RosterRecord.OfAgent.class, "agent-minimal").toCore().teamAt(now))
                .isEmpty();
        assertThat(lenient(RosterRecord.OfAgent.class, "agent-deleted").toCore().teamAt(now))
                .contains("billing");
    }

    @Test
    void teamsAreReadFieldByField() throws IOException {
        Team team = lenient(RosterRecord.OfTeam.class, "team-rich").toCore();

        assertThat(team.supervisors()).contains("supervisor:retention", "mira@sso.example");
        assertThat(team.zone()).isEqualTo(ZoneId.of("America/Argentina/Buenos_Aires"));
        assertThat(lenient(RosterRecord.OfTeam.class, "team-minimal").toCore().supervisors())
                .isEmpty();
    }

    private Optional<NeedNews> read(String json) {
        return reader.read(record("coaching.needed", json));
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic, String json) {
        return new ConsumerRecord<>(
                topic, 0, 0, "a-17".getBytes(StandardCharsets.UTF_8), json.getBytes(StandardCharsets.UTF_8));
    }

    private static <T> T lenient(Class<T> type, String sample) throws IOException {
        return JSON.readerFor(type)
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .readValue(ROSTER.sample(sample));
    }
}
