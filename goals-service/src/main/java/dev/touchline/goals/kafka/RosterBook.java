package dev.touchline.goals.kafka;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.touchline.goals.core.Agent;
import dev.touchline.goals.core.Team;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest version of every agent and team. An older record that comes again, because the Kafka topic is read once
 * more or a record was sent twice, gives nobody back what was taken from them.
 */
final class RosterBook {
    private static final String AGENT = "agent/";
    private static final String TEAM = "team/";

    private final Map<String, RosterRecord.OfAgent> agents = new ConcurrentHashMap<>();
    private final Map<String, RosterRecord.OfTeam> teams = new ConcurrentHashMap<>();
    private final ObjectReader json;

    RosterBook(ObjectMapper json) {
        this.json = json.reader().without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    Optional<Agent> agent(String id) {
        return Optional.ofNullable(agents.get(id)).map(RosterRecord.OfAgent::toCore);
    }

    Optional<Team> team(String id) {
        return Optional.ofNullable(teams.get(id)).map(RosterRecord.OfTeam::toCore);
    }

    /** Takes a record in; one without a value forgets its key. */
    void take(String key, byte @Nullable [] value) {
        if (key.startsWith(AGENT)) {
            take(agents, key.substring(AGENT.length()), value, RosterRecord.OfAgent.class);
        } else if (key.startsWith(TEAM)) {
            take(teams, key.substring(TEAM.length()), value, RosterRecord.OfTeam.class);
        }
    }

    private <T extends RosterRecord> void take(
            Map<String, T> known, String id, byte @Nullable [] value, Class<T> type) {
        if (value == null) {
            known.remove(id);
        } else {
            known.merge(id, read(value, type), (old, next) -> next.version() < old.version() ? old : next);
        }
    }

    private <T> T read(byte[] value, Class<T> type) {
        try {
            return json.forType(type).readValue(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
