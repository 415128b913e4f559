package dev.touchline.alerting.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
     * Most marked ratings remembered per agent and topic, shared out among the filters, of which each may have
     * {@link #MOST_OF_MANY} all the same. It bounds the state when somebody sends nonsense. Beyond it the oldest are
     * settled early, and what would come before them is late.
     */
    public static final int MOST_MARKS = 3_000;

    /** More than an agent's ratings on a topic within the grace and a window: some filters mark each of them. */
    private static final int MOST_OF_MANY = 300;

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
            case Arrival.First first -> rated(history, Set.of(), first.rating(), book, usual);
            case Arrival.Revised revised ->
                rated(history, Set.of(revised.rating().response()), revised.rating(), book, usual);
            case Arrival.Dropped dropped -> without(history, Set.of(dropped.response()));
        };
    }

    /** Takes out what responses said; what of it is settled stays. */
    public Decision without(AgentTopicHistory history, Set<ResponseKey> responses) {
        return changed(history, history.closedBefore(), responses, List.of(), Map.of());
    }

    /**
     * Takes that the agent was coached on the topic at that time. A coaching from before the grace is no longer taken:
     * what came after it is settled.
     */
    public Decision coached(AgentTopicHistory history, Instant at) {
        if (at.isBefore(history.closedBefore())) {
            return new Decision(history, List.of(), new Verdict.Late(Duration.between(at, history.closedBefore())));
        }
        Coachings coachings = history.coachings().with(at, history.closedBefore());
        TreeMap<String, Track> tracks = new TreeMap<>(history.tracks());
        List<Delta> deltas = new ArrayList<>();
        tracks.replaceAll((id, track) -> {
            Track.Changed changed = track.coached(coachings, history.closedBefore());
            deltas.addAll(changed.deltas());
            return changed.track();
        });
        List<NeedChange> changes = Telling.of(history.seq(), deltas);
        AgentTopicHistory next =
                new AgentTopicHistory(history.closedBefore(), history.seq() + changes.size(), tracks, coachings);
        return new Decision(next, changes, new Verdict.Clear());
    }

    /** What a history becomes when what a decision added to it is added again. */
    public static AgentTopicHistory append(AgentTopicHistory history, Appended appended) {
        return changed(history, appended.closedBefore(), Set.of(), appended.marks(), Map.of())
                .history();
    }

    private Decision rated(
            AgentTopicHistory history, Set<ResponseKey> earlier, Rating rating, FilterBook book, Baselines usual) {
        List<Filter> covering = book.covering(rating);
        Map<Kind, Reason> muting = covering.isEmpty() ? Map.of() : book.muting(rating);
        Coachings coachings = history.coachings();
        List<Mark> marks = new ArrayList<>();
        Rated rated = Rated.of(rating);
        for (Filter filter : covering) {
            Mark.of(
                            rating,
                            rated,
                            filter,
                            usual,
                            muting.containsKey(filter.definition().kind()))
                    .map(mark -> coachings.times().isEmpty() ? mark : mark.coached(coachings))
                    .ifPresent(marks::add);
        }
        return changed(history, closedBefore(history, rating), earlier, marks, muting);
    }

    private Instant closedBefore(AgentTopicHistory history, Rating rating) {
        Instant closed = rating.respondedAt().minus(grace);
        return closed.isAfter(history.closedBefore()) ? closed : history.closedBefore();
    }

    private static Decision changed(
            AgentTopicHistory history,
            Instant closedBefore,
            Set<ResponseKey> earlier,
            List<Mark> marks,
            Map<Kind, Reason> muting) {
        if (earlier.isEmpty() && marks.isEmpty()) {
            AgentTopicHistory same =
                    new AgentTopicHistory(closedBefore, history.seq(), history.tracks(), history.coachings());
            return new Decision(same, List.of(), new Verdict.Clear());
        }
        TreeMap<String, Track> tracks = new TreeMap<>(history.tracks());
        List<Delta> deltas = new ArrayList<>();
        List<Verdict.Muted> muted = new ArrayList<>();
        SortedMap<String, Optional<Mark>> touched = touched(history, earlier, marks);
        for (var each : touched.entrySet()) {
            String id = each.getKey();
            Optional<Mark> mark = each.getValue();
            Track track = tracks.getOrDefault(id, Track.EMPTY);
            Track.Changed changed =
                    earlier.isEmpty() && mark.isPresent() ? track.with(mark.get()) : track.replace(earlier, mark);
            tracks.put(id, changed.track());
            deltas.addAll(changed.deltas());
            mark.filter(silenced -> changed.muted())
                    .map(silenced -> muting.get(silenced.filter().definition().kind()))
                    .ifPresent(because -> muted.add(new Verdict.Muted(id, because)));
        }
        List<NeedChange> changes = Telling.of(history.seq(), deltas);
        Instant closed = Settling.settle(tracks, closedBefore, touched.keySet());
        AgentTopicHistory next =
                new AgentTopicHistory(closed, history.seq() + changes.size(), tracks, history.coachings());
        return new Decision(
                next,
                changes,
                verdict(marks, muted),
                earlier.isEmpty() ? Optional.of(new Appended(closedBefore, marks)) : Optional.empty());
    }

    /**
     * Filters whose tracks may change, those that mark it now with their mark and, for a revision, all that may have
     * before.
     */
    private static SortedMap<String, Optional<Mark>> touched(
            AgentTopicHistory history, Set<ResponseKey> earlier, List<Mark> marks) {
        SortedMap<String, Optional<Mark>> touched = new TreeMap<>();
        if (!earlier.isEmpty()) {
            history.tracks().keySet().forEach(id -> touched.put(id, Optional.empty()));
        }
        marks.forEach(mark -> touched.put(mark.filter().id(), Optional.of(mark)));
        return touched;
    }

    private static Verdict verdict(List<Mark> marks, List<Verdict.Muted> muted) {
        return marks.isEmpty()
                ? new Verdict.Clear()
                : new Verdict.Marked(
                        marks.stream().map(mark -> mark.filter().id()).toList(), List.copyOf(muted));
    }

    /** Keeps histories small. */
    private static final class Settling {
        private Settling() {}

        /** Settles those tracks, and answers before when event times are late from now on. */
        static Instant settle(SortedMap<String, Track> tracks, Instant closedBefore, Set<String> ids) {
            int most = Math.max(MOST_OF_MANY, MOST_MARKS / Math.max(1, tracks.size()));
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
            return closed;
        }
    }
}
