package dev.touchline.feedback.core.roster;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants an agent to be. Null means not said: a name and a team must be said.
 *
 * @param teamFrom since when the agent is in the team, see {@link Assignments#assign}
 * @param subject null: {@link Agent#defaultSubject}
 */
public record AgentDraft(
        String id,
        @Nullable String name,
        @Nullable String team,
        @Nullable Instant teamFrom,
        @Nullable String subject,
        List<AliasDraft> aliases,
        @Nullable LocalDate startedOn) {

    public record AliasDraft(
            @Nullable String kind,
            @Nullable String value,
            @Nullable Instant from,
            @Nullable Instant to) {}
}
