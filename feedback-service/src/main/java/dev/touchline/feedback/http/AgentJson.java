package dev.touchline.feedback.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.touchline.feedback.core.roster.Agent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An agent.
 *
 * @param team the current one
 * @param assignments the teams over time, in order; absent ends: since ever, open
 * @param deletedAt when the agent left; absent while on the roster
 */
@Schema(name = "Agent")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentJson(
        String agent,
        String name,
        @Nullable String team,
        String subject,
        List<AliasJson> aliases,
        List<AssignmentJson> assignments,
        @Nullable LocalDate startedOn,
        @Nullable Instant deletedAt,
        long version) {

    /** A time in a team. */
    @Schema(name = "Assignment")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AssignmentJson(
            String team, @Nullable Instant from, @Nullable Instant to) {}

    /** A name in another system, and when it is this agent's. */
    @Schema(name = "Alias")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AliasJson(
            String kind,
            String value,
            @Nullable Instant from,
            @Nullable Instant to) {}

    static AgentJson of(Agent agent, Instant now) {
        return new AgentJson(
                agent.id(),
                agent.name(),
                agent.teamAt(now).orElse(null),
                agent.subject(),
                agent.aliases().stream()
                        .map(alias -> new AliasJson(
                                alias.kind(),
                                alias.value(),
                                alias.during().from(),
                                alias.during().to()))
                        .toList(),
                agent.assignments().stream()
                        .map(assignment -> new AssignmentJson(
                                assignment.team(),
                                assignment.during().from(),
                                assignment.during().to()))
                        .toList(),
                agent.startedOn(),
                agent.deletedAt(),
                agent.version());
    }
}
