package dev.touchline.bench.figure;

import static dev.touchline.bench.report.Table.row;

import dev.touchline.alerting.core.Condition;
import dev.touchline.alerting.core.Definition;
import dev.touchline.alerting.core.FalseAlarm;
import dev.touchline.alerting.core.Filter;
import dev.touchline.alerting.core.Kind;
import dev.touchline.alerting.core.Scope;
import dev.touchline.alerting.core.Severity;
import dev.touchline.bench.Progress;
import dev.touchline.bench.report.Column;
import dev.touchline.bench.report.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How often filters flag somebody by chance alone, beside what they state, and how soon they find who has changed: by
 * simulation with alerting's own engine, without a stack.
 */
public final class NoiseFigure {
    private static final double POOR = 25;

    /** What a team of 50 says of an agent's colleagues in 28 days. */
    private static final int FOUR_WEEKS = (TeamMonths.AGENTS - 1) * TeamMonths.A_DAY * 28;

    private static final int FEWEST = 200;

    private final Progress progress;
    private final long seed;
    private final int months;
    private final int agents;

    /** @param quick a seventh of the months and a tenth of the agents */
    public NoiseFigure(Progress progress, long seed, boolean quick) {
        this.progress = progress;
        this.seed = seed;
        this.months = quick ? 20 : 150;
        this.agents = quick ? 41 : 401;
    }

    /** One table. */
    public Table run() {
        List<Map<String, Object>> rows = new ArrayList<>();
        rows.add(count());
        Condition.Share share = new Condition.Share(POOR, 0, 10, Duration.ofDays(30), 0.001);
        Condition.Shift shift = new Condition.Shift(POOR, 3, 250_000);
        for (int colleagues : List.of(TeamMonths.KNOWN, FOUR_WEEKS, FEWEST)) {
            rows.add(line("share, falseAlarm 0.001", share, stated(share), colleagues, Double.NaN));
            rows.add(line("shift, falseAlarmEvery 250,000", shift, stated(shift), colleagues, asymptote(shift)));
        }
        return table(rows);
    }

    private Map<String, Object> count() {
        progress.say("noise: 3 poor of 8");
        Condition threePoor = new Condition.Count(POOR, 3, Duration.ofDays(1));
        return row(
                "filter",
                "3 poor of 8",
                "months",
                months,
                "flaggedPercent",
                100 * new TeamMonths(filter(threePoor), 0, seed).flagged(months));
    }

    private Map<String, Object> line(String name, Condition when, double stated, int colleagues, double asymptote) {
        progress.say("noise: %s, what is usual from %,d ratings".formatted(name, colleagues));
        TeamMonths simulated = new TeamMonths(filter(when), colleagues, seed);
        int delay = simulated.medianDelay(agents);
        return row(
                "filter",
                name,
                "usualFrom",
                colleagues == TeamMonths.KNOWN ? "known" : "%,d ratings".formatted(colleagues),
                "months",
                months,
                "statedPercent",
                100 * stated,
                "flaggedPercent",
                100 * simulated.flagged(months),
                "medianAnswers",
                delay,
                "ofAsymptote",
                delay / asymptote);
    }

    /** By the filter itself. */
    private static double stated(Condition when) {
        return FalseAlarm.of(when, 1).orElseThrow().perTeamAndMonth();
    }

    /** Lorden's: ln(run length) / KL(p1 ‖ p0) answers. */
    private static double asymptote(Condition.Shift shift) {
        double p0 = TeamMonths.USUAL;
        double p1 = TeamMonths.TRIPLED;
        double divergence = p1 * Math.log(p1 / p0) + (1 - p1) * Math.log((1 - p1) / (1 - p0));
        return Math.log(shift.falseAlarmEvery()) / divergence;
    }

    private static Filter filter(Condition when) {
        return new Filter(
                "noise",
                1,
                Instant.EPOCH,
                new Definition(
                        "Noise",
                        Kind.COACHING,
                        Set.of(TeamMonths.TOPIC),
                        true,
                        Scope.EVERYWHERE,
                        when,
                        Duration.ZERO,
                        Duration.ofHours(2),
                        Severity.NORMAL));
    }

    private Table table(List<Map<String, Object>> rows) {
        return new Table(
                "noise",
                "False flags by chance alone, and how soon a change is found",
                List.of(
                        new Column("filter", "filter"),
                        new Column("usualFrom", "usual"),
                        new Column("months", "team-months"),
                        new Column("statedPercent", "stated %"),
                        new Column("flaggedPercent", "with a false flag %"),
                        new Column("medianAnswers", "answers until found"),
                        new Column("ofAsymptote", ": ln(run)/KL")),
                rows,
                List.of(
                        "Teams of %d agents who are all alike, %d days, %d answers a day, one in ten poor."
                                .formatted(TeamMonths.AGENTS, TeamMonths.DAYS, TeamMonths.A_DAY),
                        "Found: an agent whose odds of a poor answer have tripled, median of %d.".formatted(agents)));
    }
}
