package dev.touchline.feedback.core.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.feedback.core.AgentRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RosterTest {
    private static final Instant JANUARY = Instant.parse("2026-01-15T00:00:00Z");
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant MAY = Instant.parse("2026-05-15T00:00:00Z");

    private final Roster roster = new Roster();

    @Test
    void theTeamIsTheOneAtTheTimeOfTheInteraction() {
        roster.put(agent("a-1", Assignments.assign(Assignments.first("billing"), "sales", MARCH, MAY), null));
        assertThat(teamOf(new AgentRef.ById("a-1"), JANUARY)).isEqualTo("billing");
        assertThat(teamOf(new AgentRef.ById("a-1"), MARCH)).isEqualTo("sales");
        assertThat(teamOf(new AgentRef.ById("a-1"), MAY)).isEqualTo("sales");
    }

    @Test
    void anAliasBelongsToWhoeverHeldItThen() {
        roster.put(agent("a-1", Assignments.first("billing"), null, alias("extension", "4711", null, MARCH)));
        roster.put(agent("a-2", Assignments.first("sales"), null, alias("extension", "4711", MARCH, null)));
        assertThat(teamOf(new AgentRef.ByAlias("extension", "4711"), JANUARY)).isEqualTo("billing");
        assertThat(teamOf(new AgentRef.ByAlias("extension", "4711"), MAY)).isEqualTo("sales");
    }

    @Test
    void anAliasThatWasTakenAwayNoLongerCounts() {
        roster.put(agent("a-1", Assignments.first("billing"), null, alias("crm", "7", null, null)));
        roster.put(agent("a-1", Assignments.first("billing"), null));
        assertThat(roster.resolve(new AgentRef.ByAlias("crm", "7"), MAY)).isEqualTo(new Attribution.UnknownAgent());
    }

    @Test
    void onlyMailAddressesIgnoreCase() {
        roster.put(agent(
                "a-1",
                Assignments.first("billing"),
                null,
                alias("email", "Ada@Example.com", null, null),
                alias("crm", "Xy", null, null)));
        assertThat(teamOf(new AgentRef.ByAlias("email", "aDA@example.COM"), MAY))
                .isEqualTo("billing");
        assertThat(roster.resolve(new AgentRef.ByAlias("crm", "xY"), MAY)).isEqualTo(new Attribution.UnknownAgent());
    }

    @Test
    void whoLeftStillAnswersForWhatWasBefore() {
        roster.put(agent("a-1", Assignments.first("billing"), MARCH, alias("crm", "7", null, null)));
        assertThat(teamOf(new AgentRef.ById("a-1"), JANUARY)).isEqualTo("billing");
        assertThat(teamOf(new AgentRef.ByAlias("crm", "7"), JANUARY)).isEqualTo("billing");
        assertThat(roster.resolve(new AgentRef.ById("a-1"), MAY)).isEqualTo(new Attribution.UnknownAgent());
        assertThat(roster.resolve(new AgentRef.ByAlias("crm", "7"), MAY)).isEqualTo(new Attribution.UnknownAgent());
    }

    @Test
    void nobodyIsUnknown() {
        assertThat(roster.resolve(new AgentRef.ById("a-1"), MAY)).isEqualTo(new Attribution.UnknownAgent());
    }

    private String teamOf(AgentRef ref, Instant at) {
        return roster.resolve(ref, at) instanceof Attribution.Attributed whose ? whose.team() : "";
    }

    private static Alias alias(String kind, String value, @Nullable Instant from, @Nullable Instant to) {
        return new Alias(kind, value, new Validity(from, to));
    }

    private static Agent agent(String id, List<Assignment> assignments, @Nullable Instant deletedAt, Alias... aliases) {
        return new Agent(
                id, "Name of " + id, Agent.defaultSubject(id), assignments, List.of(aliases), null, deletedAt, 1);
    }
}
