package dev.touchline.alerting.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one filter remembers of one agent on one topic.
 *
 * <p>The first {@code settled} marks are older than anything that may still come: their effect is folded into
 * {@code anchor} and never judged again, they only count in windows that reach back to them. The others are walked from
 * the anchor whenever something comes between them.
 *
 * @param marks in order
 * @param anchor how things stood after the last settled mark
 * @param tail how they stand after the last mark; follows from the rest, kept so that a rating which comes in order
 *     needs no walk
 */
public record Track(List<Mark> marks, int settled, Stand anchor, Stand tail) {
    static final Track EMPTY = new Track(List.of(), 0, Stand.NOTHING, Stand.NOTHING);

    /** @throws IllegalArgumentException when more marks are settled than there are */
    public Track {
        if (settled < 0 || settled > marks.size()) {
            throw new IllegalArgumentException("settled must be 0 to " + marks.size());
        }
        marks = List.copyOf(marks);
    }

    /**
     * A track after something happened to it, and what has to be said about it.
     *
     * @param muted whether what came would have caused a need
     */
    record Changed(Track track, List<Delta> deltas, boolean muted) {}

    /** Takes a mark that is no older than what is settled. */
    Changed with(Mark mark) {
        boolean inOrder = marks.isEmpty() || marks.getLast().compareTo(mark) < 0;
        return inOrder ? append(mark) : replace(Set.of(), Optional.of(mark));
    }

    /** Takes away what responses said earlier, and takes what one says now. */
    Changed replace(Set<ResponseKey> earlier, Optional<Mark> now) {
        List<Mark> next = new ArrayList<>(marks);
        List<Mark> open = next.subList(settled, next.size());
        open.removeIf(mark -> earlier.contains(mark.response()));
        now.ifPresent(mark -> insert(open, mark));
        return changed(next, now);
    }

    /**
     * Takes a coaching that became known. What is settled was noted without it, and so was what is only not settled yet
     * because no rating touched this track since: the coachings before it may be forgotten.
     */
    Changed coached(Coachings coachings, Instant closedBefore) {
        List<Mark> next = new ArrayList<>(marks);
        next.subList(settled, next.size())
                .replaceAll(mark -> mark.respondedAt().isBefore(closedBefore) ? mark : mark.coached(coachings));
        return next.equals(marks) ? new Changed(this, List.of(), false) : changed(next, Optional.empty());
    }

    private Changed changed(List<Mark> next, Optional<Mark> now) {
        Walk.Walked before = Walk.walk(anchor, marks, settled);
        Walk.Walked after = Walk.walk(anchor, next, settled);
        return new Changed(
                new Track(next, settled, anchor, after.end()),
                Delta.between(before.needs(), after.needs()),
                now.map(Mark::response)
                        .filter(after.muted()::contains)
                        .filter(key -> !before.muted().contains(key))
                        .isPresent());
    }

    /**
     * Settles what is older than {@code closedBefore}, and forgets what no window can reach any more.
     *
     * @param most how many marks may stay; the oldest are settled and forgotten beyond that
     */
    Track settle(Instant closedBefore, int most) {
        int surplus = Math.max(0, marks.size() - most);
        Instant reach = closedBefore.minus(Limits.WITHIN);
        if (surplus == 0 && isSettled(closedBefore, reach)) {
            return this;
        }
        int closed = settled;
        Stand end = anchor;
        while (closed < marks.size()
                && (closed < surplus || marks.get(closed).respondedAt().isBefore(closedBefore))) {
            end = Walk.take(end, marks, closed).end();
            closed++;
        }
        List<Mark> kept = new ArrayList<>(marks.size() - surplus);
        for (int i = surplus; i < closed; i++) {
            Mark mark = marks.get(i);
            if (!mark.respondedAt().isBefore(reach) && (i < settled || mark.counts())) {
                kept.add(mark);
            }
        }
        int stillSettled = kept.size();
        kept.addAll(marks.subList(closed, marks.size()));
        return new Track(kept, stillSettled, end, tail);
    }

    /** Whether nothing is to be settled or forgotten. The settled ones all count: no others are kept. */
    private boolean isSettled(Instant closedBefore, Instant reach) {
        return (settled == marks.size() || !marks.get(settled).respondedAt().isBefore(closedBefore))
                && (settled == 0 || !marks.getFirst().respondedAt().isBefore(reach));
    }

    /** Whether that mark only comes after all that there is: it is the last, and of no response that is there. */
    boolean isFollowedBy(Mark mark) {
        return (marks.isEmpty() || marks.getLast().compareTo(mark) < 0)
                && marks.stream().noneMatch(one -> one.response().equals(mark.response()));
    }

    /** Whether nothing of it can matter any more. */
    boolean isOver() {
        return marks.isEmpty() && tail.need().isEmpty() && tail.tallies().all().isEmpty();
    }

    private Changed append(Mark mark) {
        List<Mark> next = new ArrayList<>(marks.size() + 1);
        next.addAll(marks);
        next.add(mark);
        Walk.Taken taken = Walk.take(tail, next, next.size() - 1);
        List<Delta> deltas =
                switch (taken.step()) {
                    case Walk.Step.Causes causes ->
                        List.of(Delta.raised(
                                causes.need(),
                                causes.finding().evidence(),
                                causes.finding().reason()));
                    case Walk.Step.Joins joins -> List.of(Delta.added(joins.need(), List.of(mark)));
                    case Walk.Step.Passes passes -> List.of();
                    case Walk.Step.Counts counts -> List.of();
                    case Walk.Step.Mutes mutes -> List.of();
                };
        boolean muted = taken.step() instanceof Walk.Step.Mutes;
        return new Changed(new Track(next, settled, anchor, taken.end()), deltas, muted);
    }

    private static void insert(List<Mark> open, Mark mark) {
        int place = Collections.binarySearch(open, mark);
        if (place >= 0) {
            open.set(place, mark);
        } else {
            open.add(-place - 1, mark);
        }
    }
}
