package dev.touchline.feedback.core.roster;

import dev.touchline.feedback.core.AgentRef;
import dev.touchline.feedback.core.roster.AgentDraft.AliasDraft;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The aliases of an agent after an import. A list from another system says which names hold now and nothing of the
 * past, so it must neither stretch a name over a time when it was somebody else's, nor wipe out names that have ended.
 */
public final class ImportedAliases {
    private ImportedAliases() {}

    /** All that is known, as a draft. */
    public static List<AliasDraft> drafts(List<Alias> known) {
        return known.stream().map(ImportedAliases::draft).toList();
    }

    /**
     * The named ones, in their order, then what stays of the known: a name without dates keeps those that it has while
     * it holds, a name with dates takes them, a name that is left out goes, unless it has ended and so is history.
     */
    public static List<AliasDraft> over(List<AliasDraft> named, List<Alias> known, Instant now) {
        List<AliasDraft> result = new ArrayList<>(named.size());
        List<AliasDraft> further = new ArrayList<>();
        Set<AgentRef.ByAlias> spokenOf = new HashSet<>();
        for (AliasDraft draft : named) {
            AgentRef.ByAlias key = key(draft);
            List<AliasDraft> kept = key == null || !spokenOf.add(key) ? List.of() : kept(draft, key, known, now);
            result.add(kept.isEmpty() ? draft : kept.getFirst());
            further.addAll(kept.subList(Math.min(1, kept.size()), kept.size()));
        }
        result.addAll(further);
        known.stream()
                .filter(alias -> !spokenOf.contains(alias.key()) && !holds(alias, now))
                .map(ImportedAliases::draft)
                .forEach(result::add);
        return result;
    }

    /** The spans that the name has, when one of them still holds; as the row spells it. */
    private static List<AliasDraft> kept(AliasDraft draft, AgentRef.ByAlias key, List<Alias> known, Instant now) {
        List<Alias> spans =
                known.stream().filter(alias -> alias.key().equals(key)).toList();
        if (draft.from() != null || draft.to() != null || spans.stream().noneMatch(alias -> holds(alias, now))) {
            return List.of();
        }
        return spans.stream()
                .map(alias -> new AliasDraft(
                        draft.kind(),
                        draft.value(),
                        alias.during().from(),
                        alias.during().to()))
                .toList();
    }

    /** Whether it holds now or will. */
    private static boolean holds(Alias alias, Instant now) {
        Instant to = alias.during().to();
        return to == null || to.isAfter(now);
    }

    private static AgentRef.@Nullable ByAlias key(AliasDraft draft) {
        return draft.kind() == null || draft.value() == null
                ? null
                : new AgentRef.ByAlias(draft.kind(), draft.value()).normalised();
    }

    private static AliasDraft draft(Alias alias) {
        return new AliasDraft(
                alias.kind(),
                alias.value(),
                alias.during().from(),
                alias.during().to());
    }
}
