package dev.touchline.alerting.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rule by which the marks of one filter, taken in event-time order, become needs. It depends on that order alone,
 * so ratings that arrive out of order end in the same net needs.
 */
final class Walk {
    private Walk() {}

    /** What a mark does to the need that stands when it comes. */
    sealed interface Step {
        /** It causes a need of its own. */
        record Causes(Need need, List<Mark> evidence) implements Step {}

        /** It is evidence of the need that stands. */
        record Joins(Need need) implements Step {}

        /** It fires nothing, and what stood has ended. */
        record Passes() implements Step {}
    }

    /** All needs from the anchor of a track to its end in the order of their causes, and the one that stands then. */
    record Walked(List<NetNeed> needs, Optional<Need> standing) {}

    /** A need with the marks that speak for it, apart from those that are settled already. */
    record NetNeed(Need need, List<Mark> evidence) {}

    /**
     * Takes the mark at that index of {@code marks}, which are in order.
     *
     * @param standing the need that stands after all marks before it
     */
    static Step step(Optional<Need> standing, List<Mark> marks, int at) {
        Mark mark = marks.get(at);
        Optional<Need> cooling = standing.filter(need -> need.cools(mark.respondedAt()));
        if (cooling.isPresent()) {
            return new Step.Joins(cooling.get().joinedBy(mark));
        }
        return switch (mark.filter().definition().when()) {
            case Condition.Each each -> causes(mark, List.of(mark));
            case Condition.Count count -> {
                List<Mark> window = window(marks, at, count);
                if (window.size() < count.atLeast()) {
                    yield new Step.Passes();
                }
                yield standing.filter(Need::lasts)
                        .<Step>map(need -> new Step.Joins(need.joinedBy(mark)))
                        .orElseGet(() -> causes(mark, window));
            }
        };
    }

    /** The need that stands after a step. */
    static Optional<Need> after(Step step) {
        return switch (step) {
            case Step.Causes causes -> Optional.of(causes.need());
            case Step.Joins joins -> Optional.of(joins.need());
            case Step.Passes passes -> Optional.empty();
        };
    }

    static Walked walk(Optional<Need> anchor, List<Mark> marks, int settled) {
        List<NetNeed> needs = new ArrayList<>();
        anchor.ifPresent(need -> needs.add(new NetNeed(need, new ArrayList<>())));
        Optional<Need> standing = anchor;
        for (int at = settled; at < marks.size(); at++) {
            Step step = step(standing, marks, at);
            switch (step) {
                case Step.Causes causes -> needs.add(new NetNeed(causes.need(), new ArrayList<>(causes.evidence())));
                case Step.Joins joins -> {
                    NetNeed last = needs.removeLast();
                    last.evidence().add(marks.get(at));
                    needs.add(new NetNeed(joins.need(), last.evidence()));
                }
                case Step.Passes passes -> {}
            }
            standing = after(step);
        }
        return new Walked(needs, standing);
    }

    private static Step causes(Mark mark, List<Mark> evidence) {
        return new Step.Causes(Need.causedBy(mark, evidence), evidence);
    }

    private static List<Mark> window(List<Mark> marks, int at, Condition.Count count) {
        var from = marks.get(at).respondedAt().minus(count.within());
        int first = at;
        while (first > 0 && marks.get(first - 1).respondedAt().isAfter(from)) {
            first--;
        }
        return marks.subList(first, at + 1).stream().filter(Mark::counts).toList();
    }
}
