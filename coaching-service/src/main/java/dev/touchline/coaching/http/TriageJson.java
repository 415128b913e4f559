package dev.touchline.coaching.http;

import dev.touchline.coaching.core.Item;
import dev.touchline.coaching.core.triage.Owners;
import dev.touchline.coaching.http.ItemJson.AgentJson;
import dev.touchline.coaching.store.TriageCases.Case;
import dev.touchline.coaching.store.TriageCases.Group;
import dev.touchline.coaching.store.TriageCases.Word;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Triage on the wire. */
final class TriageJson {
    private TriageJson() {}

    /** Somebody and what is theirs. */
    @Schema(name = "TriageOwner")
    record OwnerJson(
            @Schema(
                    required = true,
                    enumeration = {"policy", "product", "tool", "wrong-agent", "abusive"})
            @Nullable
            String cause,

            @Schema(description = "Absent: all topics that nobody is named for", examples = "billing") @Nullable
            String topic,

            @Schema(required = true, minLength = 1, maxLength = 200, examples = "Product team") @Nullable
            String name,

            @Schema(maxLength = 200, description = "A mailbox, a channel, a board", examples = "product@corp.example")
            @Nullable
            String contact) {
        static OwnerJson of(Owners.Owner owner) {
            return new OwnerJson(owner.cause(), owner.topic(), owner.name(), owner.contact());
        }
    }

    /** The list of owners. */
    @Schema(name = "TriageOwners")
    record OwnersJson(
            List<OwnerJson> owners,

            @Schema(description = "Its ETag, for If-Match; 0 before anybody set it")
            long version,

            @Nullable Instant changedAt,
            @Nullable String changedBy) {}

    /** Said to an owner, or by them. */
    @Schema(name = "TriageWord")
    record WordJson(Instant at, String by, @Nullable String note) {
        static @Nullable WordJson of(@Nullable Word word) {
            return word == null ? null : new WordJson(word.at(), word.by(), word.text());
        }
    }

    /** To whom something goes. */
    @Schema(name = "TriageContact")
    record ContactJson(String name, @Nullable String contact) {}

    /** A dismissal that was not the agent's doing. */
    @Schema(name = "TriageCase")
    record CaseJson(
            UUID itemId,
            String kind,
            String cause,
            String topic,
            @Nullable AgentJson agent,
            String team,
            String severity,

            @Schema(description = "open, handed-over or answered")
            String state,

            @Schema(description = "What the filter said") String why,
            int evidenceCount,
            Instant openedAt,
            Instant dismissedAt,
            String dismissedBy,

            @Schema(description = "What the supervisor noted") @Nullable
            String note,

            @Schema(description = "Who has it, or whose it would be by the list of owners") @Nullable
            ContactJson owner,

            @Nullable WordJson handedOver,
            @Nullable WordJson answered) {
        static CaseJson of(Case found, Owners owners) {
            Item item = found.item();
            return new CaseJson(
                    item.id(),
                    item.kind().word(),
                    found.cause(),
                    item.topic(),
                    item.agent().isPerson(item.kind())
                            ? new AgentJson(item.agent().id(), item.agent().name())
                            : null,
                    item.team(),
                    item.card().severity().word(),
                    found.state(),
                    item.card().reasons().getFirst().why().sentence(),
                    item.card().evidenceCount(),
                    item.openedAt(),
                    found.dismissed().at(),
                    found.dismissed().by(),
                    found.dismissed().text(),
                    TriageJson.owner(found, owners),
                    WordJson.of(found.handedOver()),
                    WordJson.of(found.answered()));
        }
    }

    /** A page of cases. */
    @Schema(name = "TriageCases")
    record CasesJson(List<CaseJson> items, @Nullable String nextCursor) {}

    /** A cause and topic. */
    @Schema(name = "TriageGroup")
    record GroupJson(
            String cause,
            String topic,

            @Schema(description = "Whose it is by the list of owners") @Nullable
            ContactJson owner,

            int open,
            int handedOver,
            int answered,
            @Schema(description = "Of its newest dismissal") Instant newestAt,
            @Schema(description = "At most 5, newest first") List<CaseJson> newest) {
        static GroupJson of(Group group, List<Case> newest, Owners owners) {
            return new GroupJson(
                    group.cause(),
                    group.topic(),
                    owners.of(group.cause(), group.topic())
                            .map(owner -> new ContactJson(owner.name(), owner.contact()))
                            .orElse(null),
                    group.open(),
                    group.handedOver(),
                    group.answered(),
                    group.newest(),
                    newest.stream().map(each -> CaseJson.of(each, owners)).toList());
        }
    }

    /** A page of groups. */
    @Schema(name = "Triage")
    record GroupsJson(List<GroupJson> items, @Nullable String nextCursor) {}

    /** Cases that an owner is told of. */
    @Schema(name = "TriageHandOver")
    record HandOver(
            @Schema(required = true, minItems = 1, maxItems = 500) @Nullable
            List<@Nullable UUID> items,

            @Schema(description = "To whom; without it, to whom the list of owners names") @Nullable
            ContactDraft to,

            @Schema(maxLength = 2000) @Nullable String note) {}

    /** An owner who is not in the list. */
    @Schema(name = "TriageContactDraft")
    record ContactDraft(@Nullable String name, @Nullable String contact) {}

    /** What an owner said. */
    @Schema(name = "TriageAnswer")
    record Answer(
            @Schema(required = true, minItems = 1, maxItems = 500) @Nullable
            List<@Nullable UUID> items,

            @Schema(required = true, maxLength = 2000) @Nullable
            String note) {}

    /** How many cases took the step. */
    @Schema(name = "TriageDone")
    record Done(int cases) {}

    static @Nullable ContactJson owner(Case found, Owners owners) {
        if (found.owner() != null) {
            return new ContactJson(found.owner(), found.contact());
        }
        return owners.of(found.cause(), found.item().topic())
                .map(owner -> new ContactJson(owner.name(), owner.contact()))
                .orElse(null);
    }
}
