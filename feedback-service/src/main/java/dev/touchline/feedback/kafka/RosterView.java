package dev.touchline.feedback.kafka;

import dev.touchline.feedback.config.FeedbackConfig;
import dev.touchline.feedback.core.roster.Agent;
import dev.touchline.feedback.core.roster.Roster;
import dev.touchline.feedback.core.roster.Team;
import dev.touchline.kit.kafka.CompactedView;
import dev.touchline.kit.kafka.KafkaClients;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The roster in memory, as this instance has read it from Kafka. Ingest needs nothing else, not even PostgreSQL. */
@Singleton
public class RosterView {
    private final Roster roster = new Roster();
    private final ReadBack readBack = new ReadBack();
    private final List<Consumer<Agent>> listeners = new CopyOnWriteArrayList<>();
    private final Duration patience;
    private final CompactedView view;

    RosterView(KafkaClients clients, FeedbackConfig config) {
        this.patience = config.readBack();
        this.view = CompactedView.of(clients, "roster-view", List.of(KafkaTopics.ROSTER), this::apply);
    }

    void start(@Observes StartupEvent event) {
        view.start();
    }

    void stop(@Observes ShutdownEvent event) {
        view.close();
    }

    public Roster roster() {
        return roster;
    }

    /** Whether everybody known before this instance started is known here. */
    public boolean loaded() {
        return view.loaded();
    }

    /** Tells of every agent taken in, on the view's thread: it must be quick. */
    public void onAgent(Consumer<Agent> listener) {
        listeners.add(listener);
    }

    /** Whether this instance has read these agents back, in these versions or newer ones, within the time allowed. */
    public boolean awaitAgents(Collection<Agent> agents) {
        Deque<Agent> missing = new ArrayDeque<>(agents);
        return readBack.await(() -> noneOf(missing), patience);
    }

    /** As {@link #awaitAgents}, for a team. */
    public boolean awaitTeam(Team team) {
        return readBack.await(
                () -> roster.team(team.id())
                        .filter(known -> known.version() >= team.version())
                        .isPresent(),
                patience);
    }

    /** Each is asked for until it is there and never again: the agents of an import are many. */
    private boolean noneOf(Deque<Agent> missing) {
        while (!missing.isEmpty() && knows(missing.peek().id(), missing.peek().version())) {
            missing.remove();
        }
        return missing.isEmpty();
    }

    private boolean knows(String agent, long version) {
        return roster.agent(agent).filter(known -> known.version() >= version).isPresent();
    }

    private void apply(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return;
        }
        if (record.key().startsWith(RosterWire.AGENT_KEY)) {
            Agent agent = RosterWire.agent(record.value());
            if (!knows(agent.id(), agent.version())) {
                roster.put(agent);
                listeners.forEach(listener -> listener.accept(agent));
            }
        } else if (record.key().startsWith(RosterWire.TEAM_KEY)) {
            Team team = RosterWire.team(record.value());
            if (roster.team(team.id()).map(Team::version).orElse(0L) < team.version()) {
                roster.put(team);
            }
        }
        readBack.signal();
    }
}
