package dev.touchline.alerting.core;

import static dev.touchline.alerting.core.Some.GRACE;
import static dev.touchline.alerting.core.Some.TOPIC;
import static dev.touchline.alerting.core.Some.each;
import static dev.touchline.alerting.core.Some.filter;
import static dev.touchline.alerting.core.Some.hour;
import static dev.touchline.alerting.core.Some.rating;
import static dev.touchline.alerting.core.Some.response;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResponseJudgeTest {
    private final ResponseJudge judge = new ResponseJudge(new AlertEngine(GRACE));
    private final FilterBook book = FilterBook.of(List.of(filter(each(25), Duration.ofHours(8))));
    private final Map<String, AgentTopicHistory> histories = new HashMap<>();
    private final Map<ResponseKey, Remembered> known = new HashMap<>();

    @Test
    void theSameContentAgainIsADuplicate() {
        Response response = response("r1", 0, rating("r1", hour(0), 0));
        take(response);

        assertThat(take(response)).isInstanceOf(Judgement.Duplicate.class);
    }

    @Test
    void anOlderRevisionIsSuperseded() {
        take(response("r1", 2, rating("r1", hour(0), 0)));

        assertThat(take(response("r1", 1, rating("r1", hour(0), 100)))).isInstanceOf(Judgement.Superseded.class);
    }

    @Test
    void otherContentOfTheSameAgeWinsByComingLater() {
        take(response("r1", 1, rating("r1", hour(0), 0)));

        assertThat(changes(take(response("r1", 1, rating("r1", hour(0), 100)))))
                .extracting(NeedChange::type)
                .containsExactly(NeedChange.Type.WITHDRAWN);
    }

    @Test
    void whatIsTakenFromTheAgentTakesItsNeedsAlong() {
        take(response("r1", 1, rating("r1", hour(0), 0)));

        assertThat(changes(take(response("r1", 1, 2))))
                .extracting(NeedChange::type)
                .containsExactly(NeedChange.Type.WITHDRAWN);
    }

    @Test
    void whatWasTakenFromTheAgentDoesNotComeBackWhenThePlatformRepeatsIt() {
        Response first = response("r1", 1, rating("r1", hour(0), 0));
        take(first);
        take(response("r1", 1, 2));

        assertThat(take(first)).isInstanceOf(Judgement.Superseded.class);
    }

    @Test
    void whatWasGivenBackToTheAgentCountsAgain() {
        take(response("r1", 1, rating("r1", hour(0), 0)));
        take(response("r1", 1, 2));

        assertThat(changes(take(response("r1", 1, 3, rating("r1", hour(0), 0)))))
                .extracting(NeedChange::type)
                .containsExactly(NeedChange.Type.RAISED);
    }

    @Test
    void aNewerRevisionCountsWhateverItsAttribution() {
        take(response("r1", 1, 3));

        assertThat(take(response("r1", 2, 1, rating("r1", hour(0), 0)))).isInstanceOf(Judgement.Evaluated.class);
    }

    @Test
    void aResponseThatIsLateOnEveryTopicIsLateOnceAndThenADuplicate() {
        take(response("r1", 0, rating("r1", hour(100), 100)));
        Response late = response("r2", 0, rating("r2", hour(0), 0));

        assertThat(take(late))
                .isInstanceOfSatisfying(
                        Judgement.Late.class,
                        judgement -> assertThat(judgement.by()).isEqualTo(Duration.ofHours(28)));
        assertThat(take(late)).isInstanceOf(Judgement.Duplicate.class);
    }

    @Test
    void aResponseThatIsLateOnOneTopicCountsOnTheOther() {
        take(response("r1", 0, rating("r1", hour(100), 100)));

        Judgement judgement =
                take(response("r2", 0, rating("r2", hour(0), 0), Some.rating("r2", "courtesy", hour(0), hour(0), 0)));

        assertThat(judgement).isInstanceOfSatisfying(Judgement.Evaluated.class, evaluated -> {
            assertThat(evaluated.lateTopics()).containsExactly(TOPIC);
            assertThat(evaluated.lateBy()).isEqualTo(Duration.ofHours(28));
            assertThat(evaluated.decisions().get("courtesy"))
                    .extracting(Decision::verdict)
                    .isEqualTo(new Verdict.Clear());
        });
    }

    @Test
    void aResponseWithoutRatingsIsEvaluated() {
        assertThat(take(response("r1", 0))).isInstanceOf(Judgement.Evaluated.class);
    }

    @Test
    void whatIsNotTheAgentsDoingTakesItsNeedAlong() {
        take(response("r1", 0, rating("r1", hour(0), 0)));
        take(response("r2", 0, rating("r2", hour(1), 0)));

        Excusal excusal = excuse("r1", "r2");

        assertThat(excusal.decision().changes()).singleElement().satisfies(change -> {
            assertThat(change.type()).isEqualTo(NeedChange.Type.WITHDRAWN);
            assertThat(change.evidenceLeft()).isZero();
        });
        assertThat(excusal.unknown()).isZero();
    }

    @Test
    void whatIsNotTheAgentsDoingNoLongerCountsInWhatIsUsual() {
        take(response("r1", 0, rating("r1", hour(0), 0), Some.rating("r1", "courtesy", hour(0), hour(0), 0)));

        excuse("r1");

        assertThat(remembered("r1").counted().byTopic()).containsOnlyKeys("courtesy");
    }

    @Test
    void aRevisionDoesNotBringBackWhatIsNotTheAgentsDoing() {
        take(response("r1", 0, rating("r1", hour(0), 0)));
        excuse("r1");

        assertThat(changes(take(response("r1", 1, rating("r1", hour(0), 10))))).isEmpty();
        assertThat(remembered("r1").marked()).isEmpty();
    }

    @Test
    void theWordMayComeBeforeTheResponse() {
        assertThat(excuse("r1").unknown()).isEqualTo(1);

        assertThat(changes(take(response("r1", 0, rating("r1", hour(0), 0))))).isEmpty();
        assertThat(changes(take(response("r2", 0, rating("r2", hour(0), 0))))).hasSize(1);
    }

    @Test
    void theSameWordAgainChangesNothing() {
        take(response("r1", 0, rating("r1", hour(0), 0)));
        excuse("r1");

        Excusal again = excuse("r1");

        assertThat(again.remembered()).isEmpty();
        assertThat(again.decision().changes()).isEmpty();
    }

    @Test
    void whatIsSettledStays() {
        take(response("r1", 0, rating("r1", hour(0), 0)));
        take(response("r2", 0, rating("r2", hour(80), 100)));

        Excusal excusal = excuse("r1");

        assertThat(excusal.late()).isEqualTo(1);
        assertThat(excusal.decision().changes()).isEmpty();
    }

    private Excusal excuse(String... responses) {
        Map<ResponseKey, Optional<Remembered>> named = new HashMap<>();
        for (String id : responses) {
            ResponseKey key = new ResponseKey("demo", id);
            named.put(key, Optional.ofNullable(known.get(key)));
        }
        Excusal excusal = judge.excuse(TOPIC, named, histories.getOrDefault(TOPIC, AgentTopicHistory.EMPTY));
        known.putAll(excusal.remembered());
        histories.put(TOPIC, excusal.decision().history());
        return excusal;
    }

    private Remembered remembered(String response) {
        return Optional.ofNullable(known.get(new ResponseKey("demo", response))).orElseThrow();
    }

    private static List<NeedChange> changes(Judgement judgement) {
        return judgement instanceof Judgement.Evaluated evaluated
                ? evaluated.decisions().values().stream()
                        .flatMap(decision -> decision.changes().stream())
                        .toList()
                : List.of();
    }

    private Judgement take(Response response) {
        Judgement judgement = judge.judge(
                response,
                Optional.ofNullable(known.get(response.key())),
                topic -> histories.getOrDefault(topic, AgentTopicHistory.EMPTY),
                book,
                Baselines.NONE);
        switch (judgement) {
            case Judgement.Evaluated evaluated -> {
                known.put(response.key(), evaluated.remembered());
                evaluated.decisions().forEach((topic, decision) -> histories.put(topic, decision.history()));
            }
            case Judgement.Late late -> known.put(response.key(), late.remembered());
            case Judgement.Duplicate duplicate -> {}
            case Judgement.Superseded superseded -> {}
        }
        return judgement;
    }
}
