package dev.touchline.feedback.store;

import dev.touchline.feedback.core.Flaws;
import dev.touchline.feedback.core.roster.Agent;
import dev.touchline.feedback.core.roster.AgentDraft;
import dev.touchline.feedback.core.roster.AgentDraft.AliasDraft;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One agent of an import. What a row leaves out stays as it is.
 *
 * @param aliases null: left out
 * @param startedOn null: left out
 * @param flaws what the reading of the row already found
 */
public record ImportRow(
        String agent,
        @Nullable String name,
        @Nullable String team,
        @Nullable List<AliasDraft> aliases,
        @Nullable LocalDate startedOn,
        Flaws flaws) {

    /** What the row says by itself. */
    AgentDraft draft() {
        return new AgentDraft(agent, name, team, null, null, aliases == null ? List.of() : aliases, startedOn);
    }

    /** What the row says, filled up with what is known. */
    AgentDraft over(Optional<Agent> known) {
        return known.map(agent -> new AgentDraft(
                        agent.id(),
                        name,
                        team,
                        null,
                        agent.subject(),
                        aliases == null ? aliasesOf(agent) : aliases,
                        startedOn == null ? agent.startedOn() : startedOn))
                .orElseGet(this::draft);
    }

    private static List<AliasDraft> aliasesOf(Agent agent) {
        return agent.aliases().stream()
                .map(alias -> new AliasDraft(
                        alias.kind(),
                        alias.value(),
                        alias.during().from(),
                        alias.during().to()))
                .toList();
    }
}
