package dev.touchline.alerting.core;

import static dev.touchline.alerting.core.Some.filter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * What the conditions promise about chance, by simulation with the engine itself: teams of 50 agents who are all alike,
 * 30 days of 8 ratings, one in ten poor; and an agent whose odds have tripled.
 */
class NoiseGuardTest {
    private static final int AGENTS = 50;
    private static final int RATINGS = 30 * 8;
    private static final double P0 = 0.1;
    private static final double P1 = Odds.times(P0, 3);
    private static final Condition.Shift SHIFT = new Condition.Shift(25, 3, 250_000);
    private static final long NOVEMBER = LocalDate.parse("2026-11-01").toEpochDay();
    private static final Baseline MANY = new Baseline(new TreeMap<>(Map.of(0.0, 10_000_000L, 100.0, 90_000_000L)));
    private static final Baselines USUAL = rating -> Optional.of(MANY);

    private final AlertEngine engine = new AlertEngine(Duration.ofHours(1));
    private final Random random = new Random(20261121);

    @Test
    void threeOfEightFlagsAnInnocentInMostTeamMonths() {
        Filter threePoor = filter(Some.count(25, 3, Duration.ofDays(1)), Duration.ZERO);

        double flagged = teamMonths(20, () -> isFlagged(threePoor, USUAL));

        assertThat(flagged).isGreaterThan(0.9);
    }

    /** What is stated is a bound: the test holds at whatever rating one looks, and this looks at 240 of them. */
    @Test
    void shareFlagsNoMoreInnocentsThanItStates() {
        Condition.Share share = new Condition.Share(25, 0.1, 10, Duration.ofDays(14), 0.001);
        Filter filter = filter(share, Duration.ZERO);

        double flagged = teamMonths(150, () -> isFlagged(filter, USUAL));

        assertThat(flagged).isBetween(0.005, stated(share) + 0.02);
    }

    @Test
    void shiftFlagsAsManyInnocentsAsItStates() {
        double flagged = teamMonths(2_000, () -> isFlagged(SHIFT, 100));

        assertThat(flagged).isCloseTo(stated(SHIFT), within(0.02));
    }

    /** In the month after so many ratings of colleagues were looked at: few, some, and 28 days of a team of 50. */
    @Test
    void whatIsUsualIsOnlyEstimatedAndStillNoMoreAreFlagged() {
        Condition.Share share = new Condition.Share(25, 0, 10, Duration.ofDays(30), 0.001);
        for (int ratings : List.of(Baseline.FEWEST, 1_000, 49 * 8 * 28)) {
            int months = 600;
            int byShare = 0;
            int byShift = 0;
            for (int month = 0; month < months; month++) {
                int usual = estimated(ratings).poor(25).orElseThrow();
                byShare += anyOf(() -> isFlagged(share, usual)) ? 1 : 0;
                byShift += anyOf(() -> isFlagged(SHIFT, usual)) ? 1 : 0;
            }

            assertThat(byShare / (double) months)
                    .as("share, %d ratings", ratings)
                    .isLessThan(stated(share) + 0.01);
            assertThat(byShift / (double) months)
                    .as("shift, %d ratings", ratings)
                    .isLessThan(stated(SHIFT) + 0.01);
        }
    }

    @Test
    void anAgentWhoseOddsHaveTripledIsFoundSoonByWhatFourWeeksOfATeamSay() {
        assertThat(medianDelay(100_000, () -> estimated(49 * 8 * 28))).isLessThan(0.8 * asymptote(100_000));
    }

    @Test
    void anAgentWhoseOddsHaveTripledIsFoundSoon() {
        assertThat(medianDelay(100_000, () -> MANY)).isLessThan(0.8 * asymptote(100_000));
    }

    @Test
    void falseAlarmsComeNoMoreOftenThanStatedAndHardlyMoreSeldom() {
        for (int perMille : List.of(10, 50, 100, 237, 500)) {
            for (double ratio : List.of(1.5, 3.0, 10.0)) {
                double mean = meanRunLength(perMille, new Condition.Shift(25, ratio, 2_000));

                assertThat(mean)
                        .as("usual %d of 1000, odds ratio %s", perMille, ratio)
                        .isGreaterThan(1_750);
                assertThat(mean)
                        .as("usual %d of 1000, odds ratio %s: large steps overshoot more", perMille, ratio)
                        .isLessThan(ratio > 3 ? 8_000 : 2_900);
            }
        }
    }

    private double meanRunLength(int perMille, Condition.Shift shift) {
        int runs = 600;
        long ratings = 0;
        for (int run = 0; run < runs; run++) {
            Cusum sum = Cusum.ZERO;
            boolean poor;
            do {
                poor = random.nextInt(1000) < perMille;
                sum = sum.with(shift, poor, perMille);
                ratings++;
            } while (!poor || !sum.crosses(shift, perMille));
        }
        return ratings / (double) runs;
    }

    private double teamMonths(int months, BooleanSupplier agentIsFlagged) {
        int flagged = 0;
        for (int month = 0; month < months; month++) {
            flagged += anyOf(agentIsFlagged) ? 1 : 0;
        }
        return flagged / (double) months;
    }

    private static boolean anyOf(BooleanSupplier agentIsFlagged) {
        for (int agent = 0; agent < AGENTS; agent++) {
            if (agentIsFlagged.getAsBoolean()) {
                return true;
            }
        }
        return false;
    }

    private static double stated(Condition.Share share) {
        return 1 - Math.pow(1 - share.falseAlarm(), AGENTS);
    }

    private static double stated(Condition.Shift shift) {
        return 1 - Math.exp(-AGENTS * RATINGS / (double) shift.falseAlarmEvery());
    }

    /** What so many ratings of colleagues say, one in ten of which is poor by chance. */
    private Baseline estimated(int ratings) {
        long poor = 0;
        for (int i = 0; i < ratings; i++) {
            poor += random.nextDouble() < P0 ? 1 : 0;
        }
        return new Baseline(new TreeMap<>(Map.of(0.0, poor, 100.0, ratings - poor)));
    }

    /** Ratings until an agent whose odds have tripled is flagged, by another estimate for each of 401 agents. */
    private double medianDelay(int every, Supplier<Baseline> usual) {
        Filter filter = filter(new Condition.Shift(25, 3, every), Duration.ZERO);
        List<Integer> delays = new ArrayList<>();
        for (int agent = 0; agent < 401; agent++) {
            Optional<Baseline> known = Optional.of(usual.get());
            delays.add(firstFlag(filter, P1, 2_000, rating -> known).orElse(2_000));
        }
        Collections.sort(delays);
        return delays.get(200);
    }

    /** Lorden's: ratings that no test of that run length can do without, for long runs. */
    private static double asymptote(int every) {
        double divergence = P1 * Math.log(P1 / P0) + (1 - P1) * Math.log((1 - P1) / (1 - P0));
        return Math.log(every) / divergence;
    }

    private boolean isFlagged(Filter filter, Baselines usual) {
        return firstFlag(filter, P0, RATINGS, usual).isPresent();
    }

    /** As the engine tallies, without its history: a thousand months in seconds. */
    private boolean isFlagged(Condition.Share share, int usual) {
        MonthTest test = MonthTest.NEW;
        for (int i = 0; i < RATINGS; i++) {
            boolean poor = random.nextDouble() < P0;
            test = test.with(NOVEMBER + i / 8, poor, usual);
            if (poor && test.reaches(share.falseAlarm()) && i >= share.minResponses()) {
                return true;
            }
        }
        return false;
    }

    private boolean isFlagged(Condition.Shift shift, int usual) {
        Cusum sum = Cusum.ZERO;
        for (int i = 0; i < RATINGS; i++) {
            boolean poor = random.nextDouble() < P0;
            sum = sum.with(shift, poor, usual);
            if (poor && sum.crosses(shift, usual)) {
                return true;
            }
        }
        return false;
    }

    /** After how many ratings, eight a day, the agent is flagged. */
    private Optional<Integer> firstFlag(Filter filter, double p, int most, Baselines usual) {
        FilterBook book = FilterBook.of(List.of(filter));
        AgentTopicHistory history = AgentTopicHistory.EMPTY;
        for (int i = 0; i < most; i++) {
            double score = random.nextDouble() < p ? 0 : 100;
            Rating rating = Some.rating("r" + i, Some.hour(-20 * 24 + 3 * i), score);
            Decision decision = engine.judge(history, new Arrival.First(rating), book, usual);
            if (!decision.changes().isEmpty()) {
                return Optional.of(i + 1);
            }
            history = decision.history();
        }
        return Optional.empty();
    }
}
