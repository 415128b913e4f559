package dev.touchline.feedback.store;

import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.core.Flaws;
import dev.touchline.feedback.core.roster.Agent;
import dev.touchline.feedback.core.roster.AgentDraft;
import dev.touchline.feedback.core.roster.AgentDraft.AliasDraft;
import dev.touchline.feedback.core.roster.ImportedAliases;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One agent of an import. */
public sealed interface ImportRow {
    /** A row that is no agent at all, for all of these reasons. */
    record Unreadable(List<Flaw> flaws) implements ImportRow {}

    /**
     * A row that was read. It says what the name and the team are; aliases and first day that it leaves out stay as
     * they are, as do the login and the teams of the past. An agent who was deleted comes back.
     *
     * @param aliases null: left out
     * @param startedOn null: left out
     * @param flaws what the reading of the row already found
     */
    record Read(
            String agent,
            @Nullable String name,
            @Nullable String team,
            @Nullable List<AliasDraft> aliases,
            @Nullable LocalDate startedOn,
            Flaws flaws)
            implements ImportRow {

        /** What the row says, filled up with what is known of the agent; null: nothing is. */
        AgentDraft over(@Nullable Agent known, Instant now) {
            List<AliasDraft> said = aliases == null ? List.of() : aliases;
            if (known == null) {
                return new AgentDraft(agent, name, team, null, null, said, startedOn);
            }
            return new AgentDraft(
                    agent,
                    name,
                    team,
                    null,
                    known.subject(),
                    aliases == null
                            ? ImportedAliases.drafts(known.aliases())
                            : ImportedAliases.over(said, known.aliases(), now),
                    startedOn == null ? known.startedOn() : startedOn);
        }
    }
}
