package dev.touchline.coaching.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.coaching.kafka.RosterRecord.AgentRecord;
import dev.touchline.coaching.kafka.RosterRecord.Assignment;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RosterRecordTest {
    private static final Instant MOVE = Instant.parse("2026-10-01T00:00:00Z");
    private static final AgentRecord MOVED = new AgentRecord(
            "a-18",
            "agent:a-18",
            List.of(new Assignment("billing", null, MOVE), new Assignment("device-support", MOVE, null)));

    @Test
    void theTeamIsTheOneThatCoversTheTime() {
        assertThat(MOVED.teamAt(MOVE.minusSeconds(1))).contains("billing");
        assertThat(MOVED.teamAt(MOVE)).contains("device-support");
    }

    @Test
    void whoLeftStaysWithTheLastTeam() {
        AgentRecord left = new AgentRecord("a-1", "agent:a-1", List.of(new Assignment("billing", null, MOVE)));

        assertThat(left.teamAt(MOVE.plusSeconds(1))).contains("billing");
    }

    @Test
    void whoComesLaterHasNoTeamYet() {
        AgentRecord later = new AgentRecord("a-1", "agent:a-1", List.of(new Assignment("billing", MOVE, null)));

        assertThat(later.teamAt(MOVE.minusSeconds(1))).isEmpty();
    }
}
