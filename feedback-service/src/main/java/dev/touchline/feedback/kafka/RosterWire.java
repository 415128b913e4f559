package dev.touchline.feedback.kafka;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.touchline.feedback.core.roster.Agent;
import dev.touchline.feedback.core.roster.Alias;
import dev.touchline.feedback.core.roster.Assignment;
import dev.touchline.feedback.core.roster.Team;
import dev.touchline.feedback.core.roster.Validity;
import dev.touchline.kit.Uuid5;
import dev.touchline.kit.outbox.OutboxRow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Agents and teams as they travel on the Kafka topic {@code roster}. */
public final class RosterWire {
    static final String AGENT_KEY = "agent/";
    static final String TEAM_KEY = "team/";
    private static final String AGENT_TYPE = "dev.touchline.roster.agent.v1";
    private static final String TEAM_TYPE = "dev.touchline.roster.team.v1";

    private RosterWire() {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AgentRecord(
            String agent,
            String name,
            String subject,
            List<AssignmentRecord> assignments,
            List<AliasRecord> aliases,
            @Nullable LocalDate startedOn,
            @Nullable Instant deletedAt,
            long version) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AssignmentRecord(
            String team, @Nullable Instant from, @Nullable Instant to) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AliasRecord(
            String kind,
            String value,
            @Nullable Instant from,
            @Nullable Instant to) {}

    record TeamRecord(String team, String name, List<String> supervisors, String timeZone, long version) {}

    /** The record that tells everybody of an agent's new version. */
    public static OutboxRow row(Agent agent) {
        return row(AGENT_KEY + agent.id(), agent.version(), AGENT_TYPE, write(agent));
    }

    /** The record that tells everybody of a team's new version. */
    public static OutboxRow row(Team team) {
        return row(TEAM_KEY + team.id(), team.version(), TEAM_TYPE, write(team));
    }

    static byte[] write(Agent agent) {
        return WireJson.write(new AgentRecord(
                agent.id(),
                agent.name(),
                agent.subject(),
                agent.assignments().stream()
                        .map(a -> new AssignmentRecord(
                                a.team(), a.during().from(), a.during().to()))
                        .toList(),
                agent.aliases().stream()
                        .map(a -> new AliasRecord(
                                a.kind(),
                                a.value(),
                                a.during().from(),
                                a.during().to()))
                        .toList(),
                agent.startedOn(),
                agent.deletedAt(),
                agent.version()));
    }

    static byte[] write(Team team) {
        return WireJson.write(new TeamRecord(
                team.id(), team.name(), team.supervisors(), team.timeZone().getId(), team.version()));
    }

    static Agent agent(byte[] value) {
        AgentRecord in = WireJson.read(value, AgentRecord.class);
        return new Agent(
                in.agent(),
                in.name(),
                in.subject(),
                in.assignments().stream()
                        .map(a -> new Assignment(a.team(), new Validity(a.from(), a.to())))
                        .toList(),
                in.aliases().stream()
                        .map(a -> new Alias(a.kind(), a.value(), new Validity(a.from(), a.to())))
                        .toList(),
                in.startedOn(),
                in.deletedAt(),
                in.version());
    }

    static Team team(byte[] value) {
        TeamRecord in = WireJson.read(value, TeamRecord.class);
        return new Team(in.team(), in.name(), in.supervisors(), ZoneId.of(in.timeZone()), in.version());
    }

    private static OutboxRow row(String key, long version, String type, byte[] payload) {
        return new OutboxRow(KafkaTopics.ROSTER, key, Uuid5.of("roster", key, Long.toString(version)), type, payload);
    }
}
