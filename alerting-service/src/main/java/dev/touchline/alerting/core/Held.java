package dev.touchline.alerting.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why a rating that speaks for a need raised none, in a sentence for whoever tries a filter. It is found afterwards,
 * from what is remembered anyway: the live verdict pays nothing for it.
 */
final class Held {
    private static final String NO_BASELINE = "no baseline yet, too few ratings of colleagues are known";

    private final Mark mark;
    private final Trial trial;

    private Held(Mark mark, Trial trial) {
        this.mark = mark;
        this.trial = trial;
    }

    /**
     * @param before the track of the filter before the rating
     * @param track the same after it
     * @return empty where the rating speaks for no need, or caused one
     */
    static Optional<String> why(Definition definition, Rating rating, Track before, Track track) {
        if (!speaks(definition.when(), rating)) {
            return Optional.empty();
        }
        List<Mark> marks = track.marks();
        for (int at = marks.size() - 1; at >= track.settled(); at--) {
            if (marks.get(at).response().equals(rating.response())) {
                return why(before, track, at).map(clause -> "Held: " + clause + ".");
            }
        }
        return Conditions.noting(definition.when()).stream().anyMatch(Condition.Statistic.class::isInstance)
                ? Optional.of("Held: " + NO_BASELINE + ".")
                : Optional.empty();
    }

    /** How things stood before that mark; known without a walk where it came in order. */
    private static Stand stand(Track before, Track track, int at) {
        if (at == track.marks().size() - 1 && before.isFollowedBy(track.marks().get(at))) {
            return before.tail();
        }
        Stand stand = track.anchor();
        for (int i = track.settled(); i < at; i++) {
            stand = Walk.take(stand, track.marks(), i).end();
        }
        return stand;
    }

    private static Optional<String> why(Track before, Track track, int at) {
        Stand stand = stand(before, track, at);
        Mark mark = track.marks().get(at);
        Held held = new Held(mark, new Trial(track.marks(), at, stand.tallies().at(mark)));
        Optional<Need> standing = stand.need();
        return switch (Walk.take(stand, track.marks(), at).step()) {
            case Walk.Step.Causes causes -> Optional.empty();
            case Walk.Step.Joins joins -> standing.map(need -> held.joins(need));
            case Walk.Step.Passes passes ->
                Optional.of(held.clause(mark.filter().definition().when()));
            case Walk.Step.Counts counts ->
                Optional.of(held.clause(mark.filter().definition().when()));
            case Walk.Step.Mutes mutes -> Optional.empty();
        };
    }

    private String joins(Need need) {
        return need.cools(mark.respondedAt())
                ? "it joins the need that stands, whose cooldown lasts until %s UTC"
                        .formatted(Plain.minute(
                                need.causedAt().plus(need.filter().definition().cooldown())))
                : "it joins the need that stands, which goes on";
    }

    private String clause(Condition when) {
        return switch (when) {
            case Condition.Each each -> "the score of " + Plain.number(mark.score()) + " does not cross the bound";
            case Condition.Count count ->
                "not enough, %d of %d within %s"
                        .formatted(trial.window(count).size(), count.atLeast(), Plain.duration(count.within()));
            case Condition.Keyword keyword -> "none of the words was found";
            case Condition.Share share -> mark.note(share) == 0 ? NO_BASELINE : share(share);
            case Condition.Shift shift -> mark.note(shift) == 0 ? NO_BASELINE : shift(shift);
            case Condition.Best best -> best(best);
            case Condition.Recovered recovered -> recovered(recovered);
            case Condition.All all -> clauses(all.of());
            case Condition.Any any -> clauses(any.of());
        };
    }

    private String clauses(List<Condition> parts) {
        return parts.stream()
                .filter(part -> trial.of(part).isEmpty())
                .map(this::clause)
                .collect(Collectors.joining("; "));
    }

    private String share(Condition.Share share) {
        if (!(trial.tally(share) instanceof MonthTest test)) {
            return NO_BASELINE;
        }
        MonthTest.Day window = test.last(share.within().toDays(), mark.day());
        if (window.n() < share.minResponses()) {
            return tooFew(window.n(), share.minResponses(), share.within());
        }
        return window.poor() > share.above() * window.n()
                ? "chance may explain it, the evidence is %s to 1 and flags at %s"
                        .formatted(
                                Plain.whole(Math.exp(test.evidence())),
                                Plain.whole(1
                                        / FalseAlarm.level(share, mark.filter().definition())))
                : "%d of %s within %s are poor, no more than %s %%"
                        .formatted(
                                window.poor(),
                                Plain.count(window.n(), "answer"),
                                Plain.duration(share.within()),
                                Plain.number(100 * share.above()));
    }

    private String shift(Condition.Shift shift) {
        return trial.tally(shift) instanceof Cusum sum
                ? "chance may explain it, the sum stands at %s and flags at %s"
                        .formatted(
                                Plain.number(sum.height()),
                                Plain.number(RunLength.threshold(
                                        mark.note(shift), shift.oddsRatio(), shift.falseAlarmEvery())))
                : NO_BASELINE;
    }

    private String best(Condition.Best best) {
        if (!(trial.tally(best) instanceof OwnBest own) || own.best().n() == 0) {
            return "no earlier stretch to compare with";
        }
        OwnBest.Ratings now = own.last(best.within().toDays(), mark.day());
        return now.n() < best.minResponses()
                ? tooFew(now.n(), best.minResponses(), best.within())
                : "no record, the mean is %s and the best so far %s"
                        .formatted(
                                Plain.number(now.mean()),
                                Plain.number(own.best().mean()));
    }

    private String recovered(Condition.Recovered recovered) {
        if (!(trial.tally(recovered) instanceof Recovery recovery) || recovery.coaching() == 0) {
            return "no coaching is known";
        }
        if (recovery.told()) {
            return "praised already since the coaching";
        }
        int least = recovered.minResponses();
        if (recovery.before().n() < least) {
            return "too few answers before the coaching, %d of %d"
                    .formatted(recovery.before().n(), least);
        }
        return recovery.since().n() < least
                ? "too few answers since the coaching, %d of %d"
                        .formatted(recovery.since().n(), least)
                : "not clearly fewer are poor, or the coaching is more than %s ago"
                        .formatted(Plain.duration(recovered.within()));
    }

    private static String tooFew(int n, int least, Duration within) {
        return "too few answers, %d of %d within %s".formatted(n, least, Plain.duration(within));
    }

    /** As {@link Conditions#speaks}, also where nothing is known to compare with. */
    static boolean speaks(Condition when, Rating rating) {
        return switch (when) {
            case Condition.Each each -> each.bound().holds(rating.score());
            case Condition.Count count -> rating.score() <= count.scoreAtMost();
            case Condition.Keyword keyword -> keyword.note(rating, Baselines.NONE) > 0;
            case Condition.Statistic statistic -> rating.score() <= statistic.scoreAtMost();
            case Condition.Best best -> rating.score() >= best.scoreAtLeast();
            case Condition.Recovered recovered -> rating.score() > recovered.scoreAtMost();
            case Condition.All all -> all.of().stream().allMatch(part -> speaks(part, rating));
            case Condition.Any any -> any.of().stream().anyMatch(part -> speaks(part, rating));
        };
    }
}
