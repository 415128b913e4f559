package dev.touchline.coaching.core.effect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is flagged was flagged for poor answers; what stood before them tells the truth all the same. */
class FlaggedAgentsTest {
    private static final LocalDate START = LocalDate.parse("2026-01-01");
    private static final int DAYS = 250;
    private static final int ANSWERS_A_DAY = 2;
    private static final int RUNS = 200;

    @Test
    void anAgentFlaggedByChanceIsSeldomCalledBetterOrWorse() {
        List<Verdict> verdicts = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            verdicts.add(verdictOnTheFirstFlagged(new Floors(run), run));
        }

        assertThat(Collections.frequency(verdicts, Verdict.BETTER)).isLessThanOrEqualTo(RUNS / 20);
        assertThat(Collections.frequency(verdicts, Verdict.WORSE)).isLessThanOrEqualTo(RUNS / 20);
    }

    private static Verdict verdictOnTheFirstFlagged(Floors floors, long seed) {
        List<Map<LocalDate, Tally>> agents = new ArrayList<>();
        for (int agent = 0; agent < 30; agent++) {
            agents.add(days(floors));
        }
        for (int day = 40; day < DAYS - 31; day++) {
            for (Map<LocalDate, Tally> agent : agents) {
                if (poorInAWeekTo(agent, day) >= 7) {
                    return verdict(agent, agents, day, seed);
                }
            }
        }
        throw new IllegalStateException("Nobody was flagged");
    }

    private static Verdict verdict(
            Map<LocalDate, Tally> coached, List<Map<LocalDate, Tally>> agents, int day, long seed) {
        LocalDate first = START.plusDays(day - 6L)
                .datesUntil(START.plusDays(day + 1L))
                .filter(date -> at(coached, date).poor() > 0)
                .findFirst()
                .orElseThrow();
        Windows windows = Windows.of(noon(START.plusDays(day)), noon(first), Floors.USUAL);
        List<Course> peers = agents.stream()
                .filter(agent -> agent != coached)
                .map(agent -> course(windows, agent))
                .toList();
        return EffectStudy.of(course(windows, coached), new Field(peers, List.of()), Floors.USUAL, seed)
                .verdict();
    }

    private static Course course(Windows windows, Map<LocalDate, Tally> days) {
        return new Course(
                sum(days, windows.beforeFrom(), windows.beforeTo()), sum(days, windows.afterFrom(), windows.afterTo()));
    }

    private static Tally sum(Map<LocalDate, Tally> days, LocalDate from, LocalDate to) {
        return from.datesUntil(to).map(date -> at(days, date)).reduce(Tally.NONE, Tally::plus);
    }

    private static Map<LocalDate, Tally> days(Floors floors) {
        Map<LocalDate, Tally> days = new HashMap<>();
        for (int day = 0; day < DAYS; day++) {
            days.put(START.plusDays(day), floors.answers(ANSWERS_A_DAY, 0.2));
        }
        return days;
    }

    private static int poorInAWeekTo(Map<LocalDate, Tally> agent, int day) {
        int poor = 0;
        for (int back = 0; back < 7; back++) {
            poor += at(agent, START.plusDays((long) day - back)).poor();
        }
        return poor;
    }

    private static Tally at(Map<LocalDate, Tally> agent, LocalDate date) {
        return agent.getOrDefault(date, Tally.NONE);
    }

    private static Instant noon(LocalDate date) {
        return date.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }
}
