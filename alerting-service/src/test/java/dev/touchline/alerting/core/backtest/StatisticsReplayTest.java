package dev.touchline.alerting.core.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.alerting.core.Condition;
import dev.touchline.alerting.core.Definition;
import dev.touchline.alerting.core.Rehearsal;
import dev.touchline.alerting.core.Snapshot;
import dev.touchline.alerting.core.Snapshots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Filters that compare with what is usual: a first pass finds it, a second one judges. */
class StatisticsReplayTest {
    private static final Definition SHARE =
            Past.statistic(new Condition.Share(25, 0.2, 10, Duration.ofDays(14), 0.001));
    private static final int AGENTS = 40;
    private static final int PER_DAY = 8;
    private static final double POOR = 0.1;
    private static final double VERY_POOR = 0.5;

    @Test
    void whoIsRatedWorseThanTheOthersIsFoundOnceTheOthersAreKnown() {
        List<Rehearsal.Sent> past = past(20, 1);

        Figures figures = bothPasses(past);

        assertThat(figures.draft().byAgent()).containsOnlyKeys("a0");
        assertThat(figures.draft().byDay().keySet())
                .allSatisfy(day -> assertThat(day).isAfter("2026-11-01"));
        assertThat(figures.samples())
                .isNotEmpty()
                .allSatisfy(flag -> assertThat(flag.sentence()).contains("poor"));
    }

    @Test
    void withoutWhatIsUsualNobodyIsFlagged() {
        Trying trying = trying(Snapshots.ofPast(Past.GRACE));

        assertThat(Past.replay(trying, past(20, 1)).draft().total()).isZero();
    }

    @Test
    void howMuchIsRememberedDoesNotGrowWithThePast() {
        assertThat(mostRemembered(160)).isLessThan(mostRemembered(80) * 11 / 10);
    }

    /** The most that either pass remembers while it hears so many days. */
    private static int mostRemembered(int days) {
        Trying trying = trying(Snapshots.ofPast(Past.GRACE));
        UsualPass first = new UsualPass(trying.topics(), Past.GRACE, 0);
        Replay second = new Replay(trying, 0);
        int most = 0;
        for (Rehearsal.Sent sent : past(days, 2)) {
            first.hear(sent.agent(), sent.response(), Past.arrived(sent));
            second.hear(sent.agent(), sent.response(), Past.arrived(sent));
            most = Math.max(most, Math.max(first.remembered(), second.remembered()));
        }
        return most;
    }

    private static Figures bothPasses(List<Rehearsal.Sent> past) {
        Trying trying = trying(Snapshots.ofPast(Past.GRACE));
        Tally total = Replay.nothing(trying);
        for (int partition : List.of(0, 1)) {
            usual(trying, partition, past).forEach(trying.usual()::add);
        }
        for (int partition : List.of(0, 1)) {
            Replay replay = new Replay(trying, partition);
            of(partition, past).forEach(sent -> replay.hear(sent.agent(), sent.response(), Past.arrived(sent)));
            total.addAll(replay.finish());
        }
        return total.figures(false);
    }

    private static List<Snapshot.Published> usual(Trying trying, int partition, List<Rehearsal.Sent> past) {
        UsualPass pass = new UsualPass(trying.topics(), Past.GRACE, partition);
        of(partition, past).forEach(sent -> pass.hear(sent.agent(), sent.response(), Past.arrived(sent)));
        return pass.snapshots();
    }

    private static List<Rehearsal.Sent> of(int partition, List<Rehearsal.Sent> past) {
        return past.stream()
                .filter(sent -> Math.floorMod(sent.agent().hashCode(), 2) == partition)
                .toList();
    }

    private static Trying trying(Snapshots usual) {
        return new Trying(SHARE, Optional.empty(), Past.GRACE, usual, Outcomes.NONE, Period.ALWAYS);
    }

    /** Agents of one team who are all alike, but for the first. */
    private static List<Rehearsal.Sent> past(int days, long seed) {
        Random random = new Random(seed);
        List<Rehearsal.Sent> past = new ArrayList<>();
        for (int i = 0; i < days * PER_DAY; i++) {
            for (int agent = 0; agent < AGENTS; agent++) {
                double chance = agent == 0 ? VERY_POOR : POOR;
                double score = random.nextDouble() < chance ? 0 : 100;
                double hours = i * 24.0 / PER_DAY + agent / 60.0;
                past.add(Past.inTeam("team", Past.sent("a" + agent, "r" + i + "-" + agent, hours, score)));
            }
        }
        return past;
    }
}
