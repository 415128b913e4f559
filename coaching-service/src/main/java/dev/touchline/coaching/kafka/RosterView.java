package dev.touchline.coaching.kafka;

import dev.touchline.coaching.kafka.RosterRecord.AgentRecord;
import dev.touchline.coaching.kafka.RosterRecord.TeamRecord;
import dev.touchline.kit.kafka.CompactedView;
import dev.touchline.kit.kafka.KafkaClients;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Who works in which team and who supervises it, from the Kafka topic {@code roster}. */
@Singleton
public class RosterView {
    private static final String AGENT = "agent/";
    private static final String TEAM = "team/";

    private final Map<String, AgentRecord> agents = new ConcurrentHashMap<>();
    private final Map<String, TeamRecord> teams = new ConcurrentHashMap<>();
    private final CompactedView view;
    private final Clock clock;

    RosterView(KafkaClients clients, Clock clock) {
        this.clock = clock;
        view = CompactedView.of(clients, "coaching-roster", List.of(KafkaTopics.ROSTER), this::apply);
    }

    void start(@Observes StartupEvent event) {
        view.start();
    }

    void stop(@Observes ShutdownEvent event) {
        view.close();
    }

    /** Whether all that stood on the roster at start is known. */
    public boolean loaded() {
        return view.loaded();
    }

    /** The agent's current team; empty for an agent that the roster does not have. */
    public Optional<String> teamOf(String agentId) {
        return Optional.ofNullable(agents.get(agentId)).flatMap(agent -> agent.teamAt(clock.instant()));
    }

    /** What the agent is called; empty for an agent that the roster does not have. */
    public Optional<String> nameOf(String agentId) {
        return Optional.ofNullable(agents.get(agentId)).map(AgentRecord::name);
    }

    /** The current team of every agent. */
    public Map<String, String> teams() {
        Instant now = clock.instant();
        Map<String, String> current = new HashMap<>();
        agents.forEach((id, agent) -> agent.teamAt(now).ifPresent(team -> current.put(id, team)));
        return current;
    }

    public boolean hasTeam(String team) {
        return teams.containsKey(team);
    }

    /** Whether the holder of this subject supervises the team. */
    public boolean supervises(String subject, String team) {
        TeamRecord record = teams.get(team);
        return record != null && record.supervisors().contains(subject);
    }

    /** The teams that the holder of this subject supervises. */
    public Set<String> supervisedBy(String subject) {
        Set<String> supervised = new HashSet<>();
        teams.forEach((team, record) -> {
            if (record.supervisors().contains(subject)) {
                supervised.add(team);
            }
        });
        return supervised;
    }

    /** Whether the holder of this subject is the agent. */
    public boolean isAgent(String subject, String agentId) {
        AgentRecord record = agents.get(agentId);
        return record == null ? subject.equals("agent:" + agentId) : record.logsInAs(subject, clock.instant());
    }

    private void apply(ConsumerRecord<String, byte[]> record) {
        String key = record.key();
        if (key.startsWith(AGENT)) {
            put(agents, key.substring(AGENT.length()), record.value(), AgentRecord.class);
        } else if (key.startsWith(TEAM)) {
            put(teams, key.substring(TEAM.length()), record.value(), TeamRecord.class);
        }
    }

    /** An older record that comes again gives nobody back what was taken from them. */
    static <T extends RosterRecord> void put(
            Map<String, T> records, String id, byte @Nullable [] value, Class<T> type) {
        if (value == null) {
            records.remove(id);
        } else {
            records.merge(id, WireJson.read(value, type), (old, next) -> next.version() < old.version() ? old : next);
        }
    }
}
