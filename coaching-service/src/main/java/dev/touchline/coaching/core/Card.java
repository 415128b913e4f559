package dev.touchline.coaching.core;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What an item is about.
 *
 * @param reasons one per filter, strongest first, never empty
 * @param evidenceCount distinct responses on the item
 * @param newestAt when the newest of them was answered
 * @param freshUntil until when coaching on it is worth it
 * @param evidenceVersion grows with every change of the evidence
 */
public record Card(
        List<Reason> reasons, int evidenceCount, Instant newestAt, Instant freshUntil, long evidenceVersion) {
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

    /** Whether coaching on it is no longer worth it. */
    boolean isStale(Instant now) {
        return !freshUntil.isAfter(now);
    }

    /** The card of an item that somebody is to look at again, until this instant at least. */
    Card freshAtLeastUntil(Instant until) {
        return new Card(
                reasons, evidenceCount, newestAt, freshUntil.isAfter(until) ? freshUntil : until, evidenceVersion);
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
                evidenceVersion + 1);
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
                evidenceVersion + 1);
    }
}
