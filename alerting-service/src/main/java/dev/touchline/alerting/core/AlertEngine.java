package dev.touchline.alerting.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Judges what a response says about an agent on a topic: on arrival, never held back. What has been told by then always
 * adds up to the needs that the same ratings would give in event-time order; corrections are told as withdrawals.
 */
public final class AlertEngine {
    /**
     * Most marked ratings remembered per agent and topic, over all filters. Nobody is rated badly that often within the
     * grace; it bounds the state when somebody sends nonsense. Beyond it the oldest are settled early, and what would
     * come before them is late.
     */
    public static final int MOST_MARKS = 3_000;

    private final Duration grace;

    /** @param grace how far an event time may lie behind the newest of its agent and topic, and still count */
    public AlertEngine(Duration grace) {
        this.grace = grace;
    }

    /** @param usual what statistics compare with */
    public Decision judge(AgentTopicHistory history, Arrival arrival, FilterBook book, Baselines usual) {
        if (arrival.touches().isBefore(history.closedBefore())) {
            Duration by = Duration.between(arrival.touches(), history.closedBefore());
            return new Decision(history, List.of(), new Verdict.Late(by));
        }
        return switch (arrival) {
            case Arrival.First first -> rated(history, Optional.empty(), first.rating(), book, usual);
            case Arrival.Revised revised ->
                rated(history, Optional.of(revised.rating().response()), revised.rating(), book, usual);
            case Arrival.Dropped dropped ->
                changed(history, history.closedBefore(), Optional.of(dropped.response()), List.of());
        };
    }

    private Decision rated(
            AgentTopicHistory history, Optional<ResponseKey> earlier, Rating rating, FilterBook book, Baselines usual) {
        List<Mark> marks = new ArrayList<>();
        for (Filter filter : book.covering(rating)) {
            Mark.of(rating, filter, usual).ifPresent(marks::add);
        }
        return changed(history, closedBefore(history, rating), earlier, marks);
    }

    private Instant closedBefore(AgentTopicHistory history, Rating rating) {
        Instant closed = rating.respondedAt().minus(grace);
        return closed.isAfter(history.closedBefore()) ? closed : history.closedBefore();
    }

    private static Decision changed(
            AgentTopicHistory history, Instant closedBefore, Optional<ResponseKey> earlier, List<Mark> marks) {
        if (earlier.isEmpty() && marks.isEmpty()) {
            AgentTopicHistory same = new AgentTopicHistory(closedBefore, history.seq(), history.tracks());
            return new Decision(same, List.of(), new Verdict.Clear());
        }
        TreeMap<String, Track> tracks = new TreeMap<>(history.tracks());
        List<Delta> deltas = new ArrayList<>();
        SortedMap<String, Optional<Mark>> touched = touched(history, earlier, marks);
        for (var each : touched.entrySet()) {
            String id = each.getKey();
            Optional<Mark> mark = each.getValue();
            Track track = tracks.getOrDefault(id, Track.EMPTY);
            Track.Changed changed =
                    earlier.isEmpty() && mark.isPresent() ? track.with(mark.get()) : track.replace(earlier, mark);
            tracks.put(id, changed.track());
            deltas.addAll(changed.deltas());
        }
        List<NeedChange> changes = Telling.of(history.seq(), deltas);
        AgentTopicHistory next =
                Settling.settle(closedBefore, history.seq() + changes.size(), tracks, touched.keySet());
        return new Decision(next, changes, verdict(marks));
    }

    /**
     * Filters whose tracks may change, those that mark it now with their mark and, for a revision, all that may have
     * before.
     */
    private static SortedMap<String, Optional<Mark>> touched(
            AgentTopicHistory history, Optional<ResponseKey> earlier, List<Mark> marks) {
        SortedMap<String, Optional<Mark>> touched = new TreeMap<>();
        if (earlier.isPresent()) {
            history.tracks().keySet().forEach(id -> touched.put(id, Optional.empty()));
        }
        marks.forEach(mark -> touched.put(mark.filter().id(), Optional.of(mark)));
        return touched;
    }

    private static Verdict verdict(List<Mark> marks) {
        return marks.isEmpty()
                ? new Verdict.Clear()
                : new Verdict.Marked(
                        marks.stream().map(mark -> mark.filter().id()).toList());
    }

    /** Keeps histories small. */
    private static final class Settling {
        private Settling() {}

        static AgentTopicHistory settle(
                Instant closedBefore, long seq, SortedMap<String, Track> tracks, Set<String> ids) {
            int most = MOST_MARKS / Math.max(1, tracks.size());
            Instant closed = closedBefore;
            for (String id : ids) {
                Track track = tracks.getOrDefault(id, Track.EMPTY);
                if (track.marks().size() > most) {
                    Instant forgotten =
                            track.marks().get(track.marks().size() - most - 1).respondedAt();
                    closed = forgotten.isBefore(closed) ? closed : forgotten.plusNanos(1);
                }
                Track settled = track.settle(closed, most);
                if (settled.isOver()) {
                    tracks.remove(id);
                } else {
                    tracks.put(id, settled);
                }
            }
            return new AgentTopicHistory(closed, seq, tracks);
        }
    }
}
