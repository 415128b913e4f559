package dev.touchline.feedback.core.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.core.Flaws;
import dev.touchline.feedback.core.roster.AgentDraft.AliasDraft;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RosterRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant EARLIER = NOW.minusSeconds(1000);

    private final Roster roster = new Roster();

    @BeforeEach
    void twoTeams() {
        roster.put(new Team("billing", "Billing", List.of(), ZoneOffset.UTC, 1));
        roster.put(new Team("sales", "Sales", List.of(), ZoneOffset.UTC, 1));
    }

    @Test
    void somebodyNewIsInTheTeamSinceEver() {
        Agent agent = changed(edit(draft("a-1", "billing", EARLIER)));
        assertThat(agent.assignments()).containsExactly(new Assignment("billing", Validity.ALWAYS));
        assertThat(agent.subject()).isEqualTo("agent:a-1");
        assertThat(agent.version()).isEqualTo(1);
    }

    @Test
    void aMoveHoldsFromNowOrFromTheTimeGiven() {
        roster.put(changed(edit(draft("a-1", "billing", null))));
        assertThat(changed(edit(draft("a-1", "sales", null))).teamAt(NOW.minusNanos(1)))
                .contains("billing");
        assertThat(changed(edit(draft("a-1", "sales", EARLIER))).teamAt(EARLIER))
                .contains("sales");
    }

    @Test
    void sayingTheSameAgainIsNoNewVersion() {
        roster.put(changed(edit(draft("a-1", "billing", null))));
        assertThat(edit(draft("a-1", "billing", null))).isInstanceOf(Edit.Unchanged.class);
    }

    @Test
    void whoWasDeletedComesBack() {
        Agent agent = changed(edit(draft("a-1", "billing", null)));
        Agent deleted = changed(RosterRules.delete(agent, NOW));
        roster.put(deleted);
        assertThat(deleted.deletedAt()).isEqualTo(NOW);
        assertThat(changed(edit(draft("a-1", "billing", null))).deletedAt()).isNull();
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        AliasDraft bad = new AliasDraft("E Mail", "", NOW, EARLIER);
        AgentDraft draft = new AgentDraft("a/1", " ", "nowhere", null, "\0", List.of(bad), null);
        assertThat(edit(draft))
                .isInstanceOfSatisfying(
                        Edit.Refused.class,
                        refused -> assertThat(pointers(refused.flaws()))
                                .containsExactly(
                                        "/agent",
                                        "/name",
                                        "/subject",
                                        "/team",
                                        "/aliases/0/kind",
                                        "/aliases/0/value",
                                        "/aliases/0/to"));
    }

    @Test
    void anAliasHasOneHolderAtATime() {
        roster.put(changed(edit(draft("a-1", "billing", null, new AliasDraft("crm", "7", null, NOW)))));
        assertThat(edit(draft("a-2", "billing", null, new AliasDraft("crm", "7", EARLIER, null))))
                .isInstanceOfSatisfying(
                        Edit.Clash.class,
                        clash -> assertThat(clash.flaws())
                                .isEqualTo(List.of(new Flaw("/aliases/0", "crm 7 is agent a-1's at that time"))));
        assertThat(edit(draft("a-2", "billing", null, new AliasDraft("crm", "7", NOW, null))))
                .isInstanceOf(Edit.Changed.class);
    }

    @Test
    void whoLeftGivesTheAliasFree() {
        Agent left = changed(edit(draft("a-1", "billing", null, new AliasDraft("crm", "7", null, null))));
        roster.put(changed(RosterRules.delete(left, EARLIER)));
        assertThat(edit(draft("a-2", "billing", null, new AliasDraft("crm", "7", EARLIER, null))))
                .isInstanceOf(Edit.Changed.class);
    }

    @Test
    void oneLoginIsOneAgent() {
        roster.put(changed(edit(new AgentDraft("a-1", "A", "billing", null, "ada@sso", List.of(), null))));
        assertThat(edit(new AgentDraft("a-2", "B", "billing", null, "ada@sso", List.of(), null)))
                .isInstanceOf(Edit.Clash.class);
    }

    @Test
    void aTeamNeedsANameAndATimeZoneThatExists() {
        Edit<Team> edit =
                RosterRules.edit(new TeamDraft("T 1", null, List.of(""), "Mars/Olympus"), roster, new Flaws());
        assertThat(edit)
                .isInstanceOfSatisfying(
                        Edit.Refused.class,
                        refused -> assertThat(pointers(refused.flaws()))
                                .containsExactly("", "/name", "/supervisors/0", "/timeZone"));
    }

    private Edit<Agent> edit(AgentDraft draft) {
        return RosterRules.edit(draft, roster, NOW, new Flaws());
    }

    private static Agent changed(Edit<Agent> edit) {
        return edit instanceof Edit.Changed<Agent>(Agent agent) ? agent : failed(edit);
    }

    private static Agent failed(Edit<Agent> edit) {
        throw new AssertionError("Expected a change, was " + edit);
    }

    private static List<String> pointers(List<?> flaws) {
        return flaws.stream().map(flaw -> ((Flaw) flaw).pointer()).toList();
    }

    private static AgentDraft draft(String id, String team, @Nullable Instant from, AliasDraft... aliases) {
        return new AgentDraft(id, "Name of " + id, team, from, null, List.of(aliases), null);
    }
}
