package dev.touchline.alerting.core.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchline.alerting.core.Coaching;
import dev.touchline.alerting.core.Rehearsal;
import dev.touchline.alerting.core.ResponseKey;
import dev.touchline.alerting.core.Snapshots;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReplayTest {
    @Test
    void flagsAreCountedByDayTeamTopicAgentAndSupervisor() {
        Figures figures = Past.replay(
                Past.trying(Past.each(25), Past.each(0)),
                List.of(
                        Past.sent("a1", "r1", 1, 0),
                        Past.sent("a1", "r2", 25, 25),
                        Past.sent("a2", "r3", 2, 25),
                        Past.sent("a2", "r4", 2, 100)));

        Figures.Flags draft = figures.draft();
        assertThat(draft.total()).isEqualTo(3);
        assertThat(draft.byDay())
                .isEqualTo(Map.of(LocalDate.parse("2026-11-01"), 2L, LocalDate.parse("2026-11-02"), 1L));
        assertThat(draft.byTeam()).isEqualTo(Map.of("team-a1", 2L, "team-a2", 1L));
        assertThat(draft.byAgent()).isEqualTo(Map.of("a1", 2L, "a2", 1L));
        assertThat(draft.bySupervisor(Map.of("team-a1", List.of("sue"), "team-a2", List.of("sue", "tom"))))
                .isEqualTo(Map.of("sue", 3L, "tom", 1L));
        assertThat(figures.overlap()).contains(new Figures.Overlap(1, 2, 0));
        assertThat(figures.samples().getFirst().sentence())
                .isEqualTo("Rated 0.0 of 100 on clarity; the filter flags scores of 25 or less (this one: 0).");
    }

    @Test
    void whatOnlyTheLiveFilterFlaggedIsShownToo() {
        Figures figures = Past.replay(
                Past.trying(Past.each(0), Past.each(25)),
                List.of(Past.sent("a1", "r1", 1, 25), Past.sent("a1", "r2", 30, 0)));

        assertThat(figures.overlap()).contains(new Figures.Overlap(1, 0, 1));
        assertThat(figures.added()).isEmpty();
        assertThat(figures.missing())
                .singleElement()
                .satisfies(flag -> assertThat(flag.cause().responseId()).isEqualTo("r1"));
    }

    @Test
    void whatOnlyTheDraftFlaggedIsShownAsAdded() {
        Figures figures = Past.replay(
                Past.trying(Past.each(25), Past.each(0)),
                List.of(Past.sent("a1", "r1", 1, 25), Past.sent("a1", "r2", 30, 0)));

        assertThat(figures.samples()).hasSize(2);
        assertThat(figures.added())
                .singleElement()
                .satisfies(flag -> assertThat(flag.cause().responseId()).isEqualTo("r1"));
    }

    @Test
    void aFlagThatARevisionTakesBackDoesNotCount() {
        Figures figures = Past.replay(
                Past.trying(Past.each(25), Past.each(25)),
                List.of(
                        Past.sent("a1", "r1", 0, 1, 0, Past.TOPIC),
                        Past.sent("a1", "r1", 1, 1, 100, Past.TOPIC),
                        Past.sent("a1", "r1", 0, 1, 0, Past.TOPIC)));

        assertThat(figures.draft().total()).isZero();
        assertThat(figures.heard()).isEqualTo(new Figures.Heard(2, 0, 0, 1, 0));
    }

    @Test
    void onlyThePeriodCountsAndWhatCameBeforeHasItsEffect() {
        Trying trying = new Trying(
                Past.count(25, 2, Duration.ofDays(7)),
                Optional.empty(),
                Past.GRACE,
                new Snapshots(Past.GRACE),
                Outcomes.NONE,
                new Period(Past.START.plusSeconds(3600), Past.START.plusSeconds(7200)));

        Figures figures = Past.replay(
                trying, List.of(Past.sent("a1", "r1", 0, 0), Past.sent("a1", "r2", 1, 0), Past.sent("a2", "r3", 2, 0)));

        assertThat(figures.draft().byAgent()).isEqualTo(Map.of("a1", 1L));
        assertThat(figures.live()).isEmpty();
        assertThat(trying.period().readFrom(trying.lookBack())).isEqualTo(Past.START.minusSeconds(7 * 86_400 - 3600));
    }

    @Test
    void precisionIsOfTheFlagsOfWhichTheOutcomeIsKnown() {
        Outcomes outcomes = (agent, topic, response) -> switch (response.responseId()) {
            case "r1", "r2" -> Optional.of(Outcomes.Outcome.CONFIRMED);
            case "r3" -> Optional.of(Outcomes.Outcome.REFUTED);
            default -> Optional.empty();
        };
        Trying trying = new Trying(
                Past.each(25), Optional.empty(), Past.GRACE, new Snapshots(Past.GRACE), outcomes, Period.ALWAYS);

        Figures figures = Past.replay(
                trying,
                IntStream.range(1, 6)
                        .mapToObj(i -> Past.sent("a1", "r" + i, i, 0))
                        .toList());

        assertThat(figures.draft().precision()).isEqualTo(new Figures.Precision(2, 1, 2));
        assertThat(figures.draft().precision().share()).hasValue(2.0 / 3);
    }

    @Test
    void whoWasCoachedThenAndRecoveredIsFlagged() {
        // given three who were poor for 80 hours and good for as many; one was coached on the topic in between
        List<Rehearsal.Sent> past = IntStream.range(0, 40)
                .boxed()
                .flatMap(i -> Stream.of("a1", "a2", "a3")
                        .map(agent -> Past.sent(agent, agent + "-" + i, 4 * i, i < 20 ? 0 : 100)))
                .toList();
        Trying trying = new Trying(
                Past.recovered(),
                Optional.empty(),
                Past.GRACE,
                new Snapshots(Past.GRACE),
                coached(
                        new Coaching("a1", Past.TOPIC, Past.START.plus(Duration.ofHours(1))),
                        new Coaching("a1", Past.TOPIC, Past.START.plus(Duration.ofHours(78))),
                        new Coaching("a2", "courtesy", Past.START.plus(Duration.ofHours(78))),
                        new Coaching("a3", Past.TOPIC, Past.START.plus(Duration.ofHours(156))),
                        new Coaching("a3", Past.TOPIC, Past.START.plus(Duration.ofDays(90)))),
                Period.ALWAYS);

        Figures figures = Past.replay(trying, past);

        assertThat(figures.draft().byAgent()).isEqualTo(Map.of("a1", 1L));
        assertThat(figures.samples().getFirst().sentence())
                .isEqualTo("0 of 20 ratings on clarity were poor since the coaching, 20 of 20 before it.");
    }

    private static Outcomes coached(Coaching... oldestFirst) {
        return new Outcomes() {
            @Override
            public Optional<Outcome> of(String agent, String topic, ResponseKey response) {
                return Optional.empty();
            }

            @Override
            public List<Coaching> coachings(String agent) {
                return Stream.of(oldestFirst)
                        .filter(coaching -> coaching.agent().equals(agent))
                        .toList();
            }
        };
    }

    @Test
    void aLongPastIsForgottenOnTheWay() {
        Replay replay = new Replay(Past.trying(Past.each(25), Past.count(25, 3, Duration.ofDays(1))), 0);

        int most = 0;
        for (int i = 0; i < 20_000; i++) {
            Rehearsal.Sent sent = Past.sent("a1", "r" + i, i * 4, i % 5 == 0 ? 0 : 100);
            replay.hear(sent.agent(), sent.response(), Past.arrived(sent));
            most = Math.max(most, replay.remembered());
        }

        assertThat(most).isLessThan(100);
        assertThat(replay.finish().figures(true).draft().total()).isEqualTo(4_000);
    }

    @Test
    void tooManyAgentsAreRefusedByNumber() {
        Replay replay = new Replay(Past.trying(Past.each(25), Past.each(25)), 0);
        for (int i = 0; i < Replay.MOST_AGENTS; i++) {
            Rehearsal.Sent sent = Past.sent("a" + i, "r", 1, 100);
            replay.hear(sent.agent(), sent.response(), Past.arrived(sent));
        }
        Rehearsal.Sent one = Past.sent("one more", "r", 1, 100);

        assertThatThrownBy(() -> replay.hear(one.agent(), one.response(), Past.arrived(one)))
                .isInstanceOf(Replay.TooManyAgents.class)
                .hasMessage("more than 20000 agents on one partition");
    }
}
