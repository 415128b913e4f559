package dev.touchline.coaching.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.coaching.kafka.RosterRecord.AgentRecord;
import dev.touchline.coaching.kafka.RosterRecord.Assignment;
import dev.touchline.coaching.kafka.RosterRecord.TeamRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RosterRecordTest {
    private static final Instant MOVE = Instant.parse("2026-10-01T00:00:00Z");
    private static final AgentRecord MOVED = new AgentRecord(
            "a-18",
            "Bo Lind",
            "agent:a-18",
            List.of(new Assignment("billing", null, MOVE), new Assignment("device-support", MOVE, null)),
            MOVE,
            3);

    @Test
    void theTeamIsTheOneThatCoversTheTime() {
        assertThat(MOVED.teamAt(MOVE.minusSeconds(1))).contains("billing");
        assertThat(MOVED.teamAt(MOVE)).contains("device-support");
    }

    @Test
    void whoLeftStaysWithTheLastTeam() {
        AgentRecord left = new AgentRecord(
                "a-1", "Ada Moss", "agent:a-1", List.of(new Assignment("billing", null, MOVE)), null, 1);

        assertThat(left.teamAt(MOVE.plusSeconds(1))).contains("billing");
    }

    @Test
    void whoComesLaterHasNoTeamYet() {
        AgentRecord later = new AgentRecord(
                "a-1", "Ada Moss", "agent:a-1", List.of(new Assignment("billing", MOVE, null)), null, 1);

        assertThat(later.teamAt(MOVE.minusSeconds(1))).isEmpty();
    }

    @Test
    void whoWasDeletedLogsInAsNobody() {
        assertThat(MOVED.logsInAs("agent:a-18", MOVE.minusSeconds(1))).isTrue();
        assertThat(MOVED.logsInAs("agent:a-18", MOVE)).isFalse();
        assertThat(MOVED.logsInAs("agent:a-1", MOVE.minusSeconds(1))).isFalse();
    }

    @Test
    void anOlderRecordThatComesAgainChangesNothing() {
        Map<String, TeamRecord> teams = new HashMap<>();
        byte[] first = team("supervisor:gone", 1);
        RosterView.put(teams, "billing", first, TeamRecord.class);
        RosterView.put(teams, "billing", team("supervisor:new", 2), TeamRecord.class);

        RosterView.put(teams, "billing", first, TeamRecord.class);

        assertThat(teams.get("billing")).isEqualTo(new TeamRecord("billing", List.of("supervisor:new"), 2));
    }

    private static byte[] team(String supervisor, int version) {
        return """
                {"team":"billing","name":"Billing","supervisors":["%s"],"timeZone":"Europe/Berlin","version":%d}
                """.formatted(supervisor, version).getBytes(StandardCharsets.UTF_8);
    }
}
