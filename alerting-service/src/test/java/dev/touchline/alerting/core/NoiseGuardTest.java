package dev.touchline.alerting.core;

import static dev.touchline.alerting.core.Some.filter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
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
    private static final Baselines USUAL =
            rating -> Optional.of(new Baseline(new TreeMap<>(Map.of(0.0, 10_000L, 100.0, 90_000L))));

    private final AlertEngine engine = new AlertEngine(Duration.ofHours(1));
    private final Random random = new Random(20261121);

    @Test
    void threeOfEightFlagsAnInnocentInMostTeamMonths() {
        Filter threePoor = filter(Some.count(25, 3, Duration.ofDays(1)), Duration.ZERO);

        int flagged = 0;
        for (int month = 0; month < 20; month++) {
            boolean any = false;
            for (int agent = 0; agent < AGENTS && !any; agent++) {
                any = firstFlag(threePoor, P0, RATINGS).isPresent();
            }
            flagged += any ? 1 : 0;
        }
        assertThat(flagged).isGreaterThan(18);
    }

    @Test
    void shareFlagsNoMoreInnocentsThanItStates() {
        Condition.Share share = new Condition.Share(25, 0, 10, Duration.ofDays(30), 0.001);
        double stated = 1 - Math.pow(1 - share.falseAlarm(), AGENTS);

        double flagged = teamMonths(500, () -> isFlagged(share));

        assertThat(flagged).isBetween(0.005, stated);
    }

    @Test
    void shiftFlagsAsManyInnocentsAsItStates() {
        Condition.Shift shift = new Condition.Shift(25, 3, 250_000);
        double stated = 1 - Math.exp(-AGENTS * RATINGS / (double) shift.falseAlarmEvery());

        double flagged = teamMonths(2_000, () -> isFlagged(shift));

        assertThat(flagged).isCloseTo(stated, within(0.02));
    }

    @Test
    void anAgentWhoseOddsHaveTripledIsFoundSoon() {
        int every = 100_000;
        double divergence = P1 * Math.log(P1 / P0) + (1 - P1) * Math.log((1 - P1) / (1 - P0));
        Filter filter = filter(new Condition.Shift(25, 3, every), Duration.ZERO);
        List<Integer> delays = new ArrayList<>();
        for (int agent = 0; agent < 401; agent++) {
            delays.add(firstFlag(filter, P1, 2_000).orElse(2_000));
        }
        Collections.sort(delays);

        assertThat((double) delays.get(200)).isLessThan(0.8 * Math.log(every) / divergence);
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
            boolean any = false;
            for (int agent = 0; agent < AGENTS && !any; agent++) {
                any = agentIsFlagged.getAsBoolean();
            }
            flagged += any ? 1 : 0;
        }
        return flagged / (double) months;
    }

    private boolean isFlagged(Condition.Share share) {
        MonthTest test = MonthTest.NEW;
        for (int i = 0; i < RATINGS; i++) {
            boolean poor = random.nextDouble() < P0;
            test = test.with(i / 8, poor, 100);
            if (poor && test.reaches(share.falseAlarm()) && i >= share.minResponses()) {
                return true;
            }
        }
        return false;
    }

    private boolean isFlagged(Condition.Shift shift) {
        Cusum sum = Cusum.ZERO;
        for (int i = 0; i < RATINGS; i++) {
            boolean poor = random.nextDouble() < P0;
            sum = sum.with(shift, poor, 100);
            if (poor && sum.crosses(shift, 100)) {
                return true;
            }
        }
        return false;
    }

    /** After how many ratings, eight a day, the agent is flagged. */
    private Optional<Integer> firstFlag(Filter filter, double p, int most) {
        FilterBook book = FilterBook.of(List.of(filter));
        AgentTopicHistory history = AgentTopicHistory.EMPTY;
        for (int i = 0; i < most; i++) {
            double score = random.nextDouble() < p ? 0 : 100;
            Rating rating = Some.rating("r" + i, Some.hour(-20 * 24 + 3 * i), score);
            Decision decision = engine.judge(history, new Arrival.First(rating), book, USUAL);
            if (!decision.changes().isEmpty()) {
                return Optional.of(i + 1);
            }
            history = decision.history();
        }
        return Optional.empty();
    }
}
