package dev.touchline.goals.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.touchline.goals.core.Agent;
import dev.touchline.goals.core.Team;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RosterBookTest {
    private static final Instant DELETED = Instant.parse("2026-06-01T00:00:00Z");

    private final RosterBook book =
            new RosterBook(JsonMapper.builder().findAndAddModules().build());

    @Test
    void anOlderRecordThatComesAgainGivesNobodyBackWhatWasTaken() {
        team(2, "supervisor:new");
        agent(2, "\"deletedAt\": \"2026-06-01T00:00:00Z\",");

        team(1, "supervisor:old");
        agent(1, "");

        assertThat(book.team("billing").map(Team::supervisors)).contains(Set.of("supervisor:new"));
        assertThat(book.agent("a-17").flatMap(Agent::deletedAt)).contains(DELETED);
    }

    @Test
    void aNewerRecordCounts() {
        agent(1, "\"deletedAt\": \"2026-06-01T00:00:00Z\",");
        agent(2, "");

        assertThat(book.agent("a-17")).isPresent();
        assertThat(book.agent("a-17").flatMap(Agent::deletedAt)).isEmpty();
    }

    @Test
    void aRecordWithoutAValueForgetsItsKey() {
        agent(1, "");

        book.take("agent/a-17", null);

        assertThat(book.agent("a-17")).isEmpty();
    }

    @Test
    void keysOfOtherKindsAreLeftAlone() {
        book.take("shift/early", "no agent".getBytes(StandardCharsets.UTF_8));

        assertThat(book.agent("early")).isEmpty();
    }

    private void agent(long version, String more) {
        take("agent/a-17", """
                {"agent": "a-17", "name": "Ada Moss", "subject": "agent:a-17", "assignments": [], "aliases": [],
                 %s "version": %d}""".formatted(more, version));
    }

    private void team(long version, String supervisor) {
        take("team/billing", """
                {"team": "billing", "name": "Billing", "supervisors": ["%s"], "timeZone": "UTC", "version": %d}""".formatted(supervisor, version));
    }

    private void take(String key, String json) {
        book.take(key, json.getBytes(StandardCharsets.UTF_8));
    }
}
