package dev.touchline.coaching.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.backing.EventContract;
import dev.touchline.coaching.core.Agent;
import dev.touchline.coaching.core.Card;
import dev.touchline.coaching.core.CaseChanges.ItemStep;
import dev.touchline.coaching.core.DismissCause;
import dev.touchline.coaching.core.Item;
import dev.touchline.coaching.core.ItemState;
import dev.touchline.coaching.core.Kind;
import dev.touchline.coaching.core.NeedEvent;
import dev.touchline.coaching.core.Reason;
import dev.touchline.coaching.core.ResponseRef;
import dev.touchline.coaching.core.Session;
import dev.touchline.coaching.core.Session.About;
import dev.touchline.coaching.core.Session.Praise;
import dev.touchline.coaching.core.Session.Training;
import dev.touchline.coaching.core.Severity;
import dev.touchline.coaching.core.Step;
import dev.touchline.coaching.core.Step.Action;
import dev.touchline.coaching.core.Technique;
import dev.touchline.coaching.core.Why;
import dev.touchline.coaching.kafka.RosterRecord.AgentRecord;
import dev.touchline.coaching.kafka.RosterRecord.TeamRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventContractsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123456Z");

    @Test
    void everySampleOfANeedCanBeRead() {
        EventContract.of("coaching.needed").samples().forEach((name, json) -> {
            NeedEvent event = read(json, NeedRecord.class).toEvent("current", NOW);

            assertThat(event.evidence()).as(name).isNotEmpty();
            assertThat(event.need().team()).as(name).isEqualTo("current");
        });
    }

    @Test
    void aRichNeedIsReadInFull() {
        NeedRecord need = read(EventContract.of("coaching.needed").sample("rich"), NeedRecord.class);

        NeedEvent event = need.toEvent("device-support", NOW);

        assertThat(event).isInstanceOf(NeedEvent.Raised.class);
        assertThat(event.need().severity()).isEqualTo(Severity.HIGH);
        assertThat(event.evidence()).hasSize(3);
        assertThat(event.need().flaggedAt()).isEqualTo(NOW);
        assertThat(need.response()).isNotNull();
    }

    @Test
    void everySampleOfAResponseCanBeRead() {
        Map<String, String> responses =
                new TreeMap<>(EventContract.of("survey.responses").samples());
        assertThat(responses.remove("retracted")).isNotNull();
        responses.forEach((name, json) -> assertThat(
                        read(json, ResponseRecord.class).toRow(7, NOW).kafkaOffset())
                .as(name)
                .isEqualTo(7));
    }

    @Test
    void everySampleOfTheRosterCanBeRead() {
        EventContract.of("roster").samples().forEach((name, json) -> {
            if (name.startsWith("agent")) {
                AgentRecord agent = read(json, AgentRecord.class);
                assertThat(agent.teamAt(NOW).isPresent())
                        .as(name)
                        .isNotEqualTo(agent.assignments().isEmpty());
            } else {
                assertThat(read(json, TeamRecord.class).team()).as(name).isNotEmpty();
            }
        });
    }

    @Test
    void everyOutcomeMeetsItsContract() {
        Session session = new Session("saw", "ideal", "practised", "next", Technique.ROLE_PLAY);
        assertMeets(Action.OPENED, null, new ItemState.Open(), null, null);
        assertMeets(Action.CLAIMED, new ItemState.Open(), new ItemState.Claimed("supervisor:bo", NOW), null, null);
        assertMeets(Action.RELEASED, new ItemState.Claimed("supervisor:bo", NOW), new ItemState.Open(), null, null);
        assertMeets(Action.LAPSED, new ItemState.Claimed("supervisor:bo", NOW), new ItemState.Open(), null, null);
        assertMeets(Action.COMPLETED, new ItemState.Open(), new ItemState.Completed(), null, session);
        About about = new About(new ResponseRef("demo", "r-1"), "c-9");
        assertMeets(
                Action.COMPLETED, new ItemState.Open(), new ItemState.Completed(), null, of(new Praise("Well"), about));
        assertMeets(
                Action.COMPLETED,
                new ItemState.Open(),
                new ItemState.Completed(),
                null,
                of(new Training("A course", "next"), about));
        assertMeets(Action.DEFERRED, new ItemState.Open(), new ItemState.Deferred(), "Next week", null);
        assertMeets(Action.REOPENED, new ItemState.Completed(), new ItemState.Open(), null, null);
        assertMeets(Action.ASKED, new ItemState.Open(), new ItemState.Open(), "How do I look it up?", null);
        assertMeets(Action.DISPUTED, new ItemState.Completed(), new ItemState.Completed(), "Not mine", null);
        assertMeets(Action.EXPIRED, new ItemState.Open(), new ItemState.Expired(), null, null);
        for (DismissCause cause : DismissCause.values()) {
            Action action = cause == DismissCause.CORRECTED ? Action.CORRECTED : Action.DISMISSED;
            assertMeets(action, new ItemState.Open(), new ItemState.Dismissed(cause), "A note", null);
        }
    }

    private static Session of(Session.Said said, About about) {
        return new Session(said, about);
    }

    private static void assertMeets(
            Action action, @Nullable ItemState from, ItemState to, @Nullable String note, @Nullable Session session) {
        Step step = new Step(action, 2, NOW, "supervisor:bo", from, to, note, session);
        var row = Outcomes.row(
                new ItemStep(item(to), step, List.of(new ResponseRef("demo", "r-1"))), Outcomes.Extras.NONE);

        assertThat(row.key()).isEqualTo("a-17");
        assertThat(row.kafkaTopic()).isEqualTo("coaching.outcomes");
        String outcome = new String(row.payload(), StandardCharsets.UTF_8);
        EventContract.of("coaching.outcomes").assertMeets(outcome);
        assertThat(outcome).doesNotContain("c-9");
        assertThat(outcome).contains("\"filters\":[{\"id\":\"poor\",\"version\":1}]");
    }

    private static Item item(ItemState state) {
        Why why = new Why(new Why.Filter("poor", 1, "Poor"), "Rated 2 of 5.", 1, 1, null);
        Reason reason = new Reason(new UUID(0, 1), 1, Severity.NORMAL, NOW, why);
        Card card = new Card(List.of(reason), 1, NOW, NOW, 1, null);
        return new Item(
                new UUID(7, 1),
                new Agent("a-17", "Ada Moss"),
                "billing",
                "clarity",
                Kind.COACHING,
                state,
                NOW,
                2,
                card);
    }

    private static <T> T read(String json, Class<T> type) {
        return WireJson.read(json.getBytes(StandardCharsets.UTF_8), type);
    }
}
