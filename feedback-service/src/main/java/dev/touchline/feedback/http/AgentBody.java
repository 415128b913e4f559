package dev.touchline.feedback.http;

import dev.touchline.feedback.core.Flaws;
import dev.touchline.feedback.core.roster.AgentDraft;
import dev.touchline.feedback.core.roster.AgentDraft.AliasDraft;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an agent is to be, as sent. */
@Schema(name = "AgentWrite")
public record AgentBody(
        @Schema(required = true, maxLength = 200) @Nullable String name,

        @Schema(description = "A team of the roster", required = true) @Nullable
        String team,

        @Schema(
                description = "Since when the agent is in the team: now when absent. The first team counts since ever.",
                implementation = OffsetDateTime.class)
        @Nullable
        String teamFrom,

        @Schema(description = "Subject of the tokens that this person logs in with; agent:<id> when absent") @Nullable
        String subject,

        @Schema(maxItems = 50) @Nullable List<@Nullable AliasBody> aliases,
        @Schema(implementation = LocalDate.class) @Nullable String startedOn) {

    /** A name in another system, as sent. */
    @Schema(name = "AliasWrite")
    public record AliasBody(
            @Schema(required = true, pattern = "[a-z0-9-]{1,64}", examples = "email") @Nullable
            String kind,

            @Schema(required = true, maxLength = 320) @Nullable
            String value,

            @Schema(description = "Since ever when absent", implementation = OffsetDateTime.class) @Nullable
            String from,

            @Schema(description = "Open when absent", implementation = OffsetDateTime.class) @Nullable
            String to) {}

    AgentDraft draft(String id, Flaws flaws) {
        return new AgentDraft(
                id,
                name,
                team,
                Reading.instant("/teamFrom", teamFrom, flaws),
                subject,
                aliases == null ? List.of() : drafts(aliases, flaws),
                Reading.date("/startedOn", startedOn, flaws));
    }

    static List<AliasDraft> drafts(List<@Nullable AliasBody> aliases, Flaws flaws) {
        List<AliasDraft> drafts = new ArrayList<>(aliases.size());
        for (int i = 0; i < aliases.size(); i++) {
            AliasBody alias = aliases.get(i);
            drafts.add(
                    alias == null
                            ? new AliasDraft(null, null, null, null)
                            : new AliasDraft(
                                    alias.kind(),
                                    alias.value(),
                                    Reading.instant("/aliases/" + i + "/from", alias.from(), flaws),
                                    Reading.instant("/aliases/" + i + "/to", alias.to(), flaws)));
        }
        return drafts;
    }
}
