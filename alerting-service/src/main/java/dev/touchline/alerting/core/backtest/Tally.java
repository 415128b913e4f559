package dev.touchline.alerting.core.backtest;

import dev.touchline.alerting.core.Judgement;
import java.util.List;
import java.util.Optional;

/** Adds up what a replay finds; not for several threads. */
public final class Tally {
    private final Outcomes outcomes;
    private final Period period;
    private final Counts draft = new Counts();
    private final Counts live = new Counts();
    private final Samples samples = new Samples();
    private final Samples added = new Samples();
    private final Samples missing = new Samples();
    private Figures.Overlap overlap = Figures.Overlap.NONE;
    private long evaluated;
    private long elsewhere;
    private long duplicate;
    private long superseded;
    private long late;

    Tally(Outcomes outcomes, Period period) {
        this.outcomes = outcomes;
        this.period = period;
    }

    void heard(Judgement judgement) {
        switch (judgement) {
            case Judgement.Evaluated one -> {
                if (one.decisions().isEmpty()) {
                    elsewhere++;
                } else {
                    evaluated++;
                }
            }
            case Judgement.Duplicate one -> duplicate++;
            case Judgement.Superseded one -> superseded++;
            case Judgement.Late one -> late++;
        }
    }

    /** Takes the flags of one agent on one topic on one day. */
    void settled(List<Flag> day) {
        List<Flag> inside = day.stream().filter(flag -> period.holds(flag.at())).toList();
        boolean drafted = has(inside, Side.DRAFT);
        boolean lived = has(inside, Side.LIVE);
        overlap = overlap.plus(
                new Figures.Overlap(drafted && lived ? 1 : 0, drafted && !lived ? 1 : 0, !drafted && lived ? 1 : 0));
        for (Flag flag : inside) {
            counts(flag.side()).add(flag, outcomes.of(flag.agent(), flag.topic(), flag.cause()));
            if (flag.side() == Side.DRAFT) {
                samples.add(flag);
                if (!lived) {
                    added.add(flag);
                }
            } else if (!drafted) {
                missing.add(flag);
            }
        }
    }

    /** Takes what another replay found. */
    public void addAll(Tally other) {
        draft.addAll(other.draft);
        live.addAll(other.live);
        samples.addAll(other.samples);
        added.addAll(other.added);
        missing.addAll(other.missing);
        overlap = overlap.plus(other.overlap);
        evaluated += other.evaluated;
        elsewhere += other.elsewhere;
        duplicate += other.duplicate;
        superseded += other.superseded;
        late += other.late;
    }

    /** @param compared whether there was a filter to compare with */
    public Figures figures(boolean compared) {
        return new Figures(
                new Figures.Heard(evaluated, elsewhere, duplicate, superseded, late),
                draft.figures(),
                compared ? Optional.of(live.figures()) : Optional.empty(),
                compared ? Optional.of(overlap) : Optional.empty(),
                samples.all(),
                compared ? added.all() : List.of(),
                missing.all());
    }

    private Counts counts(Side side) {
        return switch (side) {
            case DRAFT -> draft;
            case LIVE -> live;
        };
    }

    private static boolean has(List<Flag> flags, Side side) {
        return flags.stream().anyMatch(flag -> flag.side() == side);
    }
}
