package dev.touchline.goals.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.goals.core.Agent.Assignment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgentTest {
    private static final Instant MOVE = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant LEFT = Instant.parse("2026-09-01T00:00:00Z");

    @Test
    void anAgentBelongsToTheTeamOfTheTime() {
        Agent ada = agent(new Assignment("billing", Instant.MIN, MOVE), new Assignment("sales", MOVE, Instant.MAX));

        assertThat(ada.teamAt(MOVE.minusSeconds(1))).contains("billing");
        assertThat(ada.teamAt(MOVE)).contains("sales");
    }

    @Test
    void anAgentWhoLeftStaysWhereTheyWorkedLast() {
        Agent ada = agent(new Assignment("billing", Instant.MIN, MOVE), new Assignment("sales", MOVE, LEFT));

        assertThat(ada.teamAt(LEFT.plusSeconds(1))).contains("sales");
    }

    @Test
    void anAgentBeforeTheFirstTeamBelongsToNone() {
        assertThat(agent(new Assignment("billing", MOVE, Instant.MAX)).teamAt(MOVE.minusSeconds(1)))
                .isEmpty();
    }

    @Test
    void anAgentIsGoneFromTheMomentOfTheDeletion() {
        Agent ada = new Agent("a-17", "Ada Moss", "agent:a-17", List.of(), Optional.of(LEFT));

        assertThat(ada.goneBy(LEFT.minusSeconds(1))).isFalse();
        assertThat(ada.goneBy(LEFT)).isTrue();
        assertThat(agent().goneBy(LEFT)).isFalse();
    }

    private static Agent agent(Assignment... assignments) {
        return new Agent("a-17", "Ada Moss", "agent:a-17", List.of(assignments), Optional.empty());
    }
}
