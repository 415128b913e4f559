package dev.touchline.alerting.core;

import static dev.touchline.alerting.core.NeedChange.Type.EVIDENCE_ADDED;
import static dev.touchline.alerting.core.NeedChange.Type.RAISED;
import static dev.touchline.alerting.core.NeedChange.Type.WITHDRAWN;
import static dev.touchline.alerting.core.Some.GRACE;
import static dev.touchline.alerting.core.Some.each;
import static dev.touchline.alerting.core.Some.filter;
import static dev.touchline.alerting.core.Some.hour;
import static dev.touchline.alerting.core.Some.rating;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertEngineTest {
    private static final Duration COOLDOWN = Duration.ofHours(8);

    private final AlertEngine engine = new AlertEngine(GRACE);
    private AgentTopicHistory history = AgentTopicHistory.EMPTY;
    private FilterBook book = FilterBook.of(List.of(filter(each(25), COOLDOWN)));

    @Test
    void oneResponseAtTheBoundRaisesANeedThatSaysWhy() {
        List<NeedChange> changes = rate("r1", 0, 25);

        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.type()).isEqualTo(RAISED);
            assertThat(change.seq()).isEqualTo(1);
            assertThat(change.evidenceLeft()).isEqualTo(1);
            assertThat(change.reason().sentence(Some.TOPIC))
                    .isEqualTo(
                            "Rated 2 of 5 on product-knowledge; the filter flags scores of 25 or less (this one: 25).");
            assertThat(change.need().freshUntil()).isEqualTo(hour(2).minusSeconds(120));
        });
    }

    @Test
    void aBetterRatingRaisesNothing() {
        assertThat(rate("r1", 0, 25.1)).isEmpty();
    }

    @Test
    void praiseIsRaisedAtTheUpperEnd() {
        book = FilterBook.of(List.of(filter(new Condition.Each(new Bound.AtLeast(90)), COOLDOWN)));

        assertThat(rate("r1", 0, 100))
                .singleElement()
                .extracting(change -> change.reason().sentence(Some.TOPIC))
                .isEqualTo("Rated 5 of 5 on product-knowledge; the filter flags scores of 90 or more (this one: 100).");
    }

    @Test
    void withinTheCooldownAFurtherOneIsEvidence() {
        rate("r1", 0, 25);

        assertThat(rate("r2", 7.99, 0)).singleElement().satisfies(change -> {
            assertThat(change.type()).isEqualTo(EVIDENCE_ADDED);
            assertThat(change.need().cause().responseId()).isEqualTo("r1");
            assertThat(change.evidenceLeft()).isEqualTo(2);
            assertThat(change.reason().sentence(Some.TOPIC))
                    .isEqualTo("Rated 1 of 5 on product-knowledge while this need stands; 2 ratings speak for it now.");
        });
    }

    @Test
    void theEndOfTheCooldownIsOutsideIt() {
        rate("r1", 0, 25);

        assertThat(rate("r2", 8, 0)).extracting(NeedChange::type).containsExactly(RAISED);
    }

    @Test
    void withoutACooldownEveryPoorRatingIsItsOwnNeedEvenAtTheSameInstant() {
        book = FilterBook.of(List.of(filter(each(25), Duration.ZERO)));
        rate("r1", 0, 25);

        assertThat(rate("r2", 0, 25)).extracting(NeedChange::type).containsExactly(RAISED);
    }

    @Test
    void anEarlierCauseThatArrivesLaterTakesTheNeedOver() {
        rate("r2", 5, 25);

        List<NeedChange> changes = rate("r1", 3, 0);

        assertThat(changes).extracting(NeedChange::type).containsExactly(WITHDRAWN, RAISED);
        assertThat(changes.getFirst().evidenceLeft()).isZero();
        assertThat(changes.getFirst().reason().sentence(Some.TOPIC))
                .isEqualTo("1 rating on product-knowledge no longer speaks for this need after a correction;"
                        + " none is left.");
        assertThat(changes.getLast().evidence())
                .extracting(mark -> mark.response().responseId())
                .containsExactly("r1", "r2");
    }

    @Test
    void aCorrectedCauseIsWithdrawnAndWhatWasItsEvidenceCausesAnew() {
        rate("r1", 0, 25);
        rate("r2", 1, 25);

        List<NeedChange> changes =
                take(new Arrival.Revised(rating("r1", hour(0), 100), hour(0))).changes();

        assertThat(changes).extracting(NeedChange::type).containsExactly(WITHDRAWN, RAISED);
        assertThat(changes.getLast().need().cause().responseId()).isEqualTo("r2");
    }

    @Test
    void aTopicThatIsNoLongerRatedIsWithdrawn() {
        rate("r1", 0, 25);

        Decision decision = take(new Arrival.Dropped(new ResponseKey("demo", "r1"), Some.TOPIC, hour(0)));

        assertThat(decision.changes()).extracting(NeedChange::type).containsExactly(WITHDRAWN);
        assertThat(decision.history().tracks()).isEmpty();
    }

    @Test
    void aPoorRatingThatGetsWorseChangesItsEvidence() {
        rate("r1", 0, 25);

        assertThat(take(new Arrival.Revised(rating("r1", hour(0), 0), hour(0))).changes())
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.type()).isEqualTo(EVIDENCE_ADDED);
                    assertThat(change.evidenceLeft()).isEqualTo(1);
                    assertThat(change.evidence().getFirst().score()).isZero();
                });
    }

    @Test
    void countingFiresWithTheLastOfAWindowThatIsOpenAtItsStart() {
        countThreeWithinAWeek();
        rate("r1", 0, 25);
        rate("r2", 24, 25);

        assertThat(rate("r3", 24 * 7, 25)).as("the first is just outside").isEmpty();
        assertThat(rate("r4", 24 * 7 + 1, 25))
                .as("two of the week and this one")
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.type()).isEqualTo(RAISED);
                    assertThat(change.evidence())
                            .extracting(mark -> mark.response().responseId())
                            .containsExactly("r2", "r3", "r4");
                    assertThat(change.reason().sentence(Some.TOPIC))
                            .isEqualTo("3 poor ratings on product-knowledge within 7 days (the filter allows 2).");
                });
    }

    @Test
    void countingGoesOnForAsLongAsEachNextOneFiresAndThenStartsAnew() {
        countThreeWithinAWeek();
        rate("r1", 0, 25);
        rate("r2", 1, 25);
        rate("r3", 2, 25);

        assertThat(rate("r4", 100, 25)).extracting(NeedChange::type).containsExactly(EVIDENCE_ADDED);
        assertThat(rate("r5", 300, 25)).as("alone in its week").isEmpty();
        rate("r6", 301, 25);
        assertThat(rate("r7", 302, 25)).extracting(NeedChange::type).containsExactly(RAISED);
    }

    @Test
    void aWordInTheCommentIsOneVoice() {
        book = FilterBook.of(List.of(filter(Some.keyword("refund", "cancel"), COOLDOWN)));

        assertThat(take(new Arrival.First(Some.said(rating("r1", hour(0), 100), "Fine, thanks")))
                        .changes())
                .isEmpty();
        assertThat(take(new Arrival.First(Some.said(rating("r2", hour(0), 0), "I want a refund")))
                        .changes())
                .singleElement()
                .extracting(change -> change.reason().sentence(Some.TOPIC))
                .isEqualTo("One voice: rated 1 of 5 on product-knowledge, with words that the filter looks for"
                        + " (cancel, refund).");
    }

    @Test
    void allFireTogetherAndSaySo() {
        Condition poor = Some.count(25, 2, Duration.ofDays(7));
        book = FilterBook.of(List.of(filter(new Condition.All(List.of(poor, Some.keyword("refund"))), COOLDOWN)));
        rate("r1", 0, 25);
        assertThat(rate("r2", 1, 25)).as("no word of a refund").isEmpty();

        assertThat(take(new Arrival.First(Some.said(rating("r3", hour(2), 25), "Refund!")))
                        .changes())
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.evidence())
                            .extracting(mark -> mark.response().responseId())
                            .containsExactly("r1", "r2", "r3");
                    assertThat(change.reason().sentence(Some.TOPIC))
                            .isEqualTo("3 poor ratings on product-knowledge within 7 days (the filter allows 1), and"
                                    + " one voice: rated 2 of 5 on product-knowledge, with words that the filter looks"
                                    + " for (refund).");
                });
    }

    @Test
    void anyFiresWithTheOneThatMostSpeakFor() {
        book = FilterBook.of(List.of(filter(
                new Condition.Any(List.of(each(0), Some.count(25, 2, Duration.ofDays(7)))), Duration.ZERO)));

        assertThat(rate("r1", 0, 25)).isEmpty();
        assertThat(rate("r2", 1, 0))
                .singleElement()
                .extracting(change -> change.reason().sentence(Some.TOPIC))
                .isEqualTo("2 poor ratings on product-knowledge within 7 days (the filter allows 1).");
        assertThat(rate("r3", 500, 0))
                .singleElement()
                .extracting(change -> change.reason().sentence(Some.TOPIC))
                .isEqualTo("Rated 1 of 5 on product-knowledge; the filter flags scores of 0 or less (this one: 0).");
    }

    @Test
    void whatIsOlderThanTheGraceIsLateAndChangesNothing() {
        rate("r1", 100, 100);

        Decision decision = take(new Arrival.First(rating("r2", hour(27), 0)));

        assertThat(decision.verdict()).isEqualTo(new Verdict.Late(Duration.ofHours(1)));
        assertThat(decision.changes()).isEmpty();
        assertThat(take(new Arrival.First(rating("r3", hour(28), 0))).verdict())
                .as("the grace itself is in time")
                .isInstanceOf(Verdict.Marked.class);
    }

    @Test
    void aRevisionOfWhatIsSettledIsLate() {
        rate("r1", 0, 25);
        rate("r2", 100, 100);

        assertThat(take(new Arrival.Revised(rating("r1", hour(99), 100), hour(0)))
                        .verdict())
                .isInstanceOf(Verdict.Late.class);
    }

    @Test
    void aNeedGoesOnWithItsEvidenceCountedAfterItsRatingsAreForgotten() {
        book = FilterBook.of(List.of(filter(each(25), Duration.ofDays(90))));
        rate("r1", 0, 25);
        rate("r2", 1, 25);

        List<NeedChange> changes = rate("r3", 24 * 40, 25);

        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.type()).isEqualTo(EVIDENCE_ADDED);
            assertThat(change.evidenceLeft()).isEqualTo(3);
        });
        assertThat(history.tracks().get("filter").marks()).hasSize(1);
    }

    private static Rating in(String team, @Nullable String channel) {
        return Some.in(team, Optional.ofNullable(channel), Some.rating("r", hour(1), 50));
    }

    @Test
    void aScopeThatNamesATenureLooksAtAgentsWhoHaveBeenThereThatLong() {
        // given: at work for 81 days
        Rating rating = Some.rating("r", hour(1), 50);

        assertThat(tenure("P81D", null).covers(rating)).isTrue();
        assertThat(tenure("P82D", null).covers(rating)).isFalse();
        assertThat(tenure(null, "P82D").covers(rating)).isTrue();
        assertThat(tenure(null, "P81D").covers(rating)).isFalse();
        Person unknown = new Person("a-2", Optional.empty());
        assertThat(tenure("P1D", null).covers(Some.of(unknown, rating))).isFalse();
        assertThat(tenure(null, "P1D").covers(Some.of(unknown, rating))).isFalse();
    }

    private static Scope tenure(@Nullable String atLeast, @Nullable String below) {
        Tenure tenure = new Tenure(
                Optional.ofNullable(atLeast).map(Duration::parse),
                Optional.ofNullable(below).map(Duration::parse));
        return new Scope(Set.of(), Set.of(), tenure);
    }

    @Test
    void aScopeLooksAtItsTeamsAndChannelsOnly() {
        Definition plain = Some.definition(each(25), COOLDOWN);
        Scope scope = new Scope(Set.of("billing"), Set.of("voice"));

        assertThat(scope.covers(in("billing", "voice"))).isTrue();
        assertThat(scope.covers(in("billing", "chat"))).isFalse();
        assertThat(scope.covers(in("billing", null))).isFalse();
        assertThat(scope.covers(in("sales", "voice"))).isFalse();
        assertThat(plain.scope().covers(in("sales", null))).isTrue();
    }

    @Test
    void muchEvidenceIsToldInSeveralChanges() {
        book = FilterBook.of(List.of(filter(each(25), Duration.ofDays(1))));
        Ledger ledger = new Ledger();
        for (int i = 0; i < 450; i++) {
            ledger.apply(rate("r" + i, i / 100.0, 25));
        }

        List<NeedChange> changes =
                take(new Arrival.First(rating("first", hour(-1), 25))).changes();
        ledger.apply(changes);

        assertThat(changes)
                .extracting(NeedChange::type)
                .containsExactly(WITHDRAWN, WITHDRAWN, WITHDRAWN, RAISED, EVIDENCE_ADDED, EVIDENCE_ADDED);
        assertThat(changes)
                .allSatisfy(change -> assertThat(change.evidence()).hasSizeLessThanOrEqualTo(NeedChange.MOST));
        assertThat(changes.get(3).reason().sentence(Some.TOPIC)).startsWith("Rated 2 of 5");
    }

    @Test
    void nonsenseInMassesIsBoundedAndTheRestStillCounts() {
        List<NeedChange> all = new ArrayList<>();
        for (int i = 0; i < AlertEngine.MOST_MARKS + 500; i++) {
            all.addAll(rate("r" + i, i / 1000.0, 25));
        }

        assertThat(history.tracks().get("filter").marks()).hasSize(AlertEngine.MOST_MARKS);
        assertThat(all.stream().filter(change -> change.type() == RAISED)).hasSize(1);
        assertThat(all.getLast().evidenceLeft()).isEqualTo(AlertEngine.MOST_MARKS + 500);
        assertThat(take(new Arrival.First(rating("early", hour(0.1), 0))).verdict())
                .as("before what was settled early")
                .isInstanceOf(Verdict.Late.class);
    }

    @Test
    void manyFiltersThatMarkEveryRatingDoNotShortenTheGrace() {
        // given
        List<Edition> filters = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            filters.add(Some.filter("f" + i, 1, Instant.EPOCH, each(100), COOLDOWN));
        }
        book = FilterBook.of(filters);

        // when
        for (int i = 0; i < 280; i++) {
            rate("r" + i, i / 4.0, 100);
        }

        // then
        assertThat(take(new Arrival.First(rating("early", hour(0.1), 0))).verdict())
                .isInstanceOf(Verdict.Marked.class);
    }

    @Test
    void praiseStaysWhenTheAgentIsCoachedAgainLongAfterOnRatingsFromElsewhere() {
        // given praise on voice on the first day
        Definition plain = Some.definition(new Condition.Recovered(25, 5, Duration.ofDays(30)), COOLDOWN);
        book = FilterBook.of(List.of(new Filter("filter", 1, Instant.EPOCH, onVoice(plain))));
        List<NeedChange> praise = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            praise.addAll(rate("r" + i, i, i < 10 ? 0 : 100));
            if (i == 9) {
                coach(9.5);
            }
        }
        assertThat(praise).extracting(NeedChange::type).startsWith(RAISED);

        // when rated on chat alone
        List<NeedChange> later = new ArrayList<>();
        for (int day : List.of(10, 20)) {
            Rating chat = Some.in("billing", Optional.of("chat"), rating("c" + day, hour(24 * day - 1), 100));
            later.addAll(take(new Arrival.First(chat)).changes());
            later.addAll(coach(24 * day));
        }

        // then
        assertThat(later).isEmpty();
    }

    private static Definition onVoice(Definition plain) {
        return new Definition(
                plain.name(),
                plain.kind(),
                plain.topics(),
                true,
                new Scope(Set.of(), Set.of("voice")),
                plain.when(),
                plain.cooldown(),
                plain.freshFor(),
                plain.severity());
    }

    private List<NeedChange> coach(double hours) {
        Decision decision = engine.coached(history, hour(hours));
        history = decision.history();
        return decision.changes();
    }

    private void countThreeWithinAWeek() {
        book = FilterBook.of(List.of(filter(Some.count(25, 3, Duration.ofDays(7)), Duration.ofHours(1))));
    }

    private List<NeedChange> rate(String id, double hours, double score) {
        Instant at = hour(hours);
        return take(new Arrival.First(rating(id, at, score))).changes();
    }

    private Decision take(Arrival arrival) {
        Decision decision = engine.judge(history, arrival, book, Baselines.NONE);
        history = decision.history();
        return decision;
    }
}
