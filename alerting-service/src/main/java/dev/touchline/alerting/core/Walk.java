package dev.touchline.alerting.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rule by which the marks of one filter, taken in event-time order, become needs. It depends on that order alone,
 * so ratings that arrive out of order end in the same net needs.
 *
 * <p>What is silenced changes nothing: what stood before it stands after it, windows and tallies included. Beside that
 * it is known how things would stand otherwise, to say what was muted.
 */
final class Walk {
    private Walk() {}

    /** What a mark does to the need that stands when it comes. */
    sealed interface Step {
        /** It causes a need of its own. */
        record Causes(Need need, Finding finding) implements Step {}

        /** It is evidence of the need that stands. */
        record Joins(Need need) implements Step {}

        /** It speaks for a need but does not fire, and what stood has ended. */
        record Passes() implements Step {}

        /** It would have caused one, if it were not silenced. */
        record Mutes() implements Step {}

        /** It speaks for no need, it only counts for others; what stood goes on. */
        record Counts() implements Step {}
    }

    /**
     * All needs from the anchor of a track to its end in the order of their causes, and how things stand then.
     *
     * @param muted what would have caused needs
     */
    record Walked(List<NetNeed> needs, Set<ResponseKey> muted, Stand end) {}

    /**
     * A need with the marks that speak for it, apart from those that are settled already.
     *
     * @param why it was raised; of one that was raised before the walk began nobody asks
     */
    record NetNeed(Need need, List<Mark> evidence, Optional<Reason> why) {}

    /**
     * Takes the mark at that index of {@code marks}, which are in order.
     *
     * @param standing the need that stands after all marks before it
     * @param tallies as they stand at the mark, itself included
     */
    private static Step step(Optional<Need> standing, Tallies tallies, List<Mark> marks, int at) {
        Mark mark = marks.get(at);
        Condition when = mark.filter().definition().when();
        if (!mark.speaks()) {
            return new Step.Counts();
        }
        Optional<Need> cooling = standing.filter(need -> need.cools(mark.respondedAt()));
        if (cooling.isPresent()) {
            return new Step.Joins(cooling.get().joinedBy(mark));
        }
        Optional<Finding> finding = new Trial(marks, at, tallies).of(when);
        if (finding.isEmpty()) {
            return new Step.Passes();
        }
        return standing.filter(need -> need.lasts() && Conditions.lasts(when))
                .<Step>map(need -> new Step.Joins(need.joinedBy(mark)))
                .orElseGet(() -> new Step.Causes(
                        Need.causedBy(mark, finding.get().evidence().size()), finding.get()));
    }

    /** A step, and how things stand after it. */
    record Taken(Step step, Stand end) {}

    /** Takes the mark at that index of {@code marks}, which are in order. */
    static Taken take(Stand before, List<Mark> marks, int at) {
        if (!marks.get(at).silenced()) {
            return heard(before, marks, at);
        }
        Taken otherwise = heard(before.silenced().orElse(before), marks, at);
        Step step = otherwise.step() instanceof Step.Causes ? new Step.Mutes() : new Step.Counts();
        return new Taken(step, new Stand(before.need(), before.tallies(), Optional.of(otherwise.end())));
    }

    private static Taken heard(Stand before, List<Mark> marks, int at) {
        Tallies tallies = before.tallies().at(marks.get(at));
        Step step = step(before.need(), tallies, marks, at);
        return new Taken(step, new Stand(after(before.need(), step), tallies.after(marks.get(at))));
    }

    private static Optional<Need> after(Optional<Need> standing, Step step) {
        return switch (step) {
            case Step.Causes causes -> Optional.of(causes.need());
            case Step.Joins joins -> Optional.of(joins.need());
            case Step.Passes passes -> Optional.empty();
            case Step.Counts counts -> standing;
            case Step.Mutes mutes -> standing;
        };
    }

    static Walked walk(Stand anchor, List<Mark> marks, int settled) {
        List<NetNeed> needs = new ArrayList<>();
        anchor.need().ifPresent(need -> needs.add(new NetNeed(need, new ArrayList<>(), Optional.empty())));
        Set<ResponseKey> muted = new HashSet<>();
        Stand end = anchor;
        for (int at = settled; at < marks.size(); at++) {
            Taken taken = take(end, marks, at);
            switch (taken.step()) {
                case Step.Causes causes ->
                    needs.add(new NetNeed(
                            causes.need(),
                            new ArrayList<>(causes.finding().evidence()),
                            Optional.of(causes.finding().reason())));
                case Step.Joins joins -> {
                    NetNeed last = needs.removeLast();
                    last.evidence().add(marks.get(at));
                    needs.add(new NetNeed(joins.need(), last.evidence(), last.why()));
                }
                case Step.Passes passes -> {}
                case Step.Counts counts -> {}
                case Step.Mutes mutes -> muted.add(marks.get(at).response());
            }
            end = taken.end();
        }
        return new Walked(needs, muted, end);
    }
}
