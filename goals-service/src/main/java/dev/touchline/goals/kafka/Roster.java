package dev.touchline.goals.kafka;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.touchline.goals.core.Agent;
import dev.touchline.goals.core.Team;
import dev.touchline.kit.kafka.CompactedView;
import dev.touchline.kit.kafka.KafkaClients;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Agents and teams as the compacted Kafka topic {@code roster} has them, in memory. */
@Singleton
public class Roster {
    private static final String AGENT = "agent/";
    private static final String TEAM = "team/";

    private final Map<String, Agent> agents = new ConcurrentHashMap<>();
    private final Map<String, Team> teams = new ConcurrentHashMap<>();
    private final ObjectReader json;
    private final CompactedView view;

    Roster(KafkaClients clients, ObjectMapper json) {
        this.json = json.reader().without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.view = CompactedView.of(clients, "goals-roster", List.of(KafkaTopics.ROSTER), this::apply);
    }

    void start(@Observes StartupEvent event) {
        view.start();
    }

    void stop(@Observes ShutdownEvent event) {
        view.close();
    }

    /** Whether all that was on the Kafka topic at start has been read. */
    public boolean loaded() {
        return view.loaded();
    }

    public Optional<Agent> agent(String id) {
        return Optional.ofNullable(agents.get(id));
    }

    public Optional<Team> team(String id) {
        return Optional.ofNullable(teams.get(id));
    }

    /** The team that the agent belongs to at that time. */
    public Optional<Team> teamOf(Agent agent, Instant at) {
        return agent.teamAt(at).flatMap(this::team);
    }

    private void apply(ConsumerRecord<String, byte[]> record) {
        String key = record.key();
        if (key.startsWith(AGENT)) {
            put(agents, key.substring(AGENT.length()), agent(record.value()));
        } else if (key.startsWith(TEAM)) {
            put(teams, key.substring(TEAM.length()), team(record.value()));
        }
    }

    private static <T> void put(Map<String, T> map, String id, Optional<T> value) {
        value.ifPresentOrElse(present -> map.put(id, present), () -> map.remove(id));
    }

    private Optional<Agent> agent(byte[] value) {
        return read(value, RosterRecord.OfAgent.class).map(RosterRecord.OfAgent::toCore);
    }

    private Optional<Team> team(byte[] value) {
        return read(value, RosterRecord.OfTeam.class).map(RosterRecord.OfTeam::toCore);
    }

    private <T> Optional<T> read(byte[] value, Class<T> type) {
        try {
            return value == null
                    ? Optional.empty()
                    : Optional.of(json.forType(type).readValue(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
