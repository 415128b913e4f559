package dev.touchline.coaching.core;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an item is about.
 *
 * @param reasons one per filter, strongest first, never empty
 * @param evidenceCount distinct responses on the item
 * @param newestAt when the newest of them was answered
 * @param freshUntil until when coaching on it is worth it
 * @param evidenceVersion grows with every change of the evidence
 * @param keepUntil until when it stays in the queue whatever becomes of its evidence's freshness: since it was
 *     disputed, or the agent asked for it
 */
public record Card(
        List<Reason> reasons,
        int evidenceCount,
        Instant newestAt,
        Instant freshUntil,
        long evidenceVersion,
        @Nullable Instant keepUntil) {
    private static final Comparator<Need> BY_FRESHNESS =
            Comparator.comparing(Need::newestAt).thenComparing(Need::freshUntil);

    public Card {
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("An item without a reason");
        }
        reasons = List.copyOf(reasons);
    }

    /** The strongest of the reasons' severities. */
    public Severity severity() {
        return reasons.getFirst().severity();
    }

    /** When an open item expires. */
    public Instant staleAt() {
        return keepUntil != null && keepUntil.isAfter(freshUntil) ? keepUntil : freshUntil;
    }

    /** Whether coaching on it is no longer worth it. */
    boolean isStale(Instant now) {
        return !staleAt().isAfter(now);
    }

    /** The card of an item that somebody is to look at again, until this instant at least. */
    Card keptUntil(Instant until) {
        Instant later = keepUntil != null && keepUntil.isAfter(until) ? keepUntil : until;
        return new Card(reasons, evidenceCount, newestAt, freshUntil, evidenceVersion, later);
    }

    /** The card after a need came or grew; one that nothing spoke for any more starts anew. */
    Card grownBy(Need need, int count) {
        int newer = need.newestAt().compareTo(newestAt);
        boolean fresher = evidenceCount == 0
                || newer > 0
                || (newer == 0 && need.freshUntil().isAfter(freshUntil));
        return new Card(
                Reason.withLatest(evidenceCount == 0 ? List.of() : reasons, need.reason()),
                count,
                fresher ? need.newestAt() : newestAt,
                fresher ? need.freshUntil() : freshUntil,
                evidenceVersion + 1,
                keepUntil);
    }

    /**
     * The card after evidence was taken away; when no need stands any more, it keeps the words it had.
     *
     * @param standing every need that still stands on the item
     * @param lost how many responses the item no longer has
     */
    Card shrunkTo(List<Need> standing, int lost) {
        Optional<Need> freshest = standing.stream().max(BY_FRESHNESS);
        return new Card(
                freshest.isEmpty() ? reasons : Reason.latestPerFilter(standing),
                evidenceCount - lost,
                freshest.map(Need::newestAt).orElse(newestAt),
                freshest.map(Need::freshUntil).orElse(freshUntil),
                evidenceVersion + 1,
                keepUntil);
    }
}
