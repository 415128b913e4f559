package dev.touchline.goals.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchline.goals.core.Agent;
import dev.touchline.goals.core.Team;
import dev.touchline.kit.kafka.CompactedView;
import dev.touchline.kit.kafka.KafkaClients;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Agents and teams as the compacted Kafka topic {@code roster} has them, in memory. */
@Singleton
public class Roster {
    private final RosterBook book;
    private final CompactedView view;

    Roster(KafkaClients clients, ObjectMapper json) {
        book = new RosterBook(json);
        view = CompactedView.of(
                clients,
                "goals-roster",
                List.of(KafkaTopics.ROSTER),
                record -> book.take(record.key(), record.value()));
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
        return book.agent(id);
    }

    public Optional<Team> team(String id) {
        return book.team(id);
    }

    /** The team that the agent belongs to at that time. */
    public Optional<Team> teamOf(Agent agent, Instant at) {
        return agent.teamAt(at).flatMap(this::team);
    }
}
