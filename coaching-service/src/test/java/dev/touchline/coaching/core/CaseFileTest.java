package dev.touchline.coaching.core;

import static dev.touchline.coaching.core.Needs.added;
import static dev.touchline.coaching.core.Needs.raised;
import static dev.touchline.coaching.core.Needs.ref;
import static dev.touchline.coaching.core.Needs.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.coaching.core.CaseFile.Effect;
import dev.touchline.coaching.core.CaseFile.Wish;
import dev.touchline.coaching.core.Command.Actor;
import dev.touchline.coaching.core.Step.Action;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseFileTest {
    private static final Actor BO = new Actor("supervisor:bo", Actor.Reach.OWN_CLAIMS);

    private final CaseWorld world = new CaseWorld();

    @Test
    void theFirstNeedOpensAnItem() {
        world.deliver(List.of(raised(1, 1, 10)));

        Item item = theLiveOne();
        assertThat(item.state()).isEqualTo(new ItemState.Open());
        assertThat(item.version()).isEqualTo(1);
        assertThat(world.evidenceOf(item)).containsExactly(ref(10));
        assertThat(world.history).singleElement().satisfies(opened -> {
            assertThat(opened.step().action()).isEqualTo(Step.Action.OPENED);
            assertThat(opened.evidence()).containsExactly(ref(10));
        });
    }

    @Test
    void aFurtherNeedMergesAndTheStrongestReasonLeads() {
        world.deliver(List.of(raised(1, 1, 10)));

        world.deliver(List.of(raised(2, 2, 10, 11)));

        Item item = theLiveOne();
        assertThat(item.card().reasons())
                .extracting(reason -> ((Why.Filter) reason.why().origin()).id())
                .containsExactly("f-2", "f-1");
        assertThat(item.card().severity()).isEqualTo(Severity.HIGH);
        assertThat(item.card().evidenceCount()).as("distinct responses").isEqualTo(2);
    }

    @Test
    void evidenceBumpsTheEvidenceVersionAndLeavesTheVersion() {
        world.deliver(List.of(raised(1, 1, 10)));
        Item opened = theLiveOne();

        world.deliver(List.of(added(1, 2, List.of(11), List.of(10, 11))));

        Item grown = theLiveOne();
        assertThat(grown.version()).isEqualTo(opened.version());
        assertThat(grown.card().evidenceVersion()).isGreaterThan(opened.card().evidenceVersion());
        assertThat(grown.card().freshUntil()).isAfter(opened.card().freshUntil());
    }

    @Test
    void anEventThatWasAppliedBeforeIsARepeat() {
        world.deliver(List.of(raised(1, 1, 10), added(1, 2, List.of(11), List.of(10, 11))));

        List<Effect> effects = world.deliver(List.of(raised(1, 1, 10), added(1, 2, List.of(11), List.of(10, 11))));

        assertThat(effects).containsOnly(Effect.REPEATED);
    }

    @Test
    void aWishOpensAnItemThatIsKeptHoweverOldTheAnswerIs() {
        world.pass(Duration.ofDays(20));

        assertThat(world.ask(1, 10)).isInstanceOf(Wish.Opened.class);

        Item item = theLiveOne();
        world.pass(Duration.ofDays(6));
        world.sweep();
        assertThat(theLiveOne()).isEqualTo(item);
        assertThat(item.card().reasons())
                .singleElement()
                .satisfies(
                        reason -> assertThat(reason.why().origin()).isEqualTo(new Why.Asked("How do I look it up?")));
        assertThat(world.history)
                .extracting(taken -> taken.step().action())
                .containsExactly(Action.OPENED, Action.ASKED);
        world.pass(Duration.ofDays(2));
        world.sweep();
        assertThat(world.live()).isEmpty();
    }

    @Test
    void wishesMergeIntoTheLiveItemAndEveryOneIsAReason() {
        world.deliver(List.of(raised(1, 1, 10)));

        assertThat(world.ask(2, 10)).isInstanceOf(Wish.Merged.class);
        assertThat(world.ask(3, 11)).isInstanceOf(Wish.Merged.class);
        assertThat(world.ask(3, 11)).isInstanceOf(Wish.Repeated.class);

        Item item = theLiveOne();
        assertThat(item.card().reasons()).hasSize(3);
        assertThat(item.card().evidenceCount()).isEqualTo(2);
        assertThat(item.version()).isEqualTo(1);
    }

    @Test
    void aWishAboutWhatAPersonSettledChangesNothing() {
        world.deliver(List.of(raised(1, 1, 10)));
        complete();

        assertThat(world.ask(2, 10)).isInstanceOf(Wish.Settled.class);

        assertThat(world.live()).isEmpty();
        assertThat(world.needs).hasSize(1);
    }

    @Test
    void aWishAboutWhatNobodyCameToOpensAnItem() {
        world.deliver(List.of(raised(1, 1, 10)));
        world.pass(Duration.ofDays(1));
        world.sweep();
        assertThat(world.live()).isEmpty();

        assertThat(world.ask(2, 10)).isInstanceOf(Wish.Opened.class);

        assertThat(world.evidenceOf(theLiveOne())).containsExactly(ref(10));
    }

    @Test
    void anAgentWhomNobodyCameToAsksAgainFromTheSameAnswer() {
        world.ask(1, 10);
        Item first = theLiveOne();
        world.pass(Duration.ofDays(8));
        world.sweep();
        assertThat(world.live()).isEmpty();

        assertThat(world.ask(1, 10)).isInstanceOf(Wish.Opened.class);

        assertThat(theLiveOne().id()).isNotEqualTo(first.id());
        assertThat(world.evidenceOf(theLiveOne())).containsExactly(ref(10));
        assertThat(world.ask(1, 10)).isInstanceOf(Wish.Repeated.class);
    }

    @Test
    void anAgentWhomNobodyCameToAsksAgainBeforeTheSweepToo() {
        world.ask(1, 10);
        world.pass(Duration.ofDays(8));

        assertThat(world.ask(1, 10)).isInstanceOf(Wish.Opened.class);

        assertThat(world.items.values()).filteredOn(Item::isExpired).hasSize(1);
        assertThat(world.evidenceOf(theLiveOne())).containsExactly(ref(10));
    }

    @Test
    void aWishThatIsTakenBackLeavesAsItCame() {
        world.ask(1, 10);

        world.deliver(List.of(withdrawn(1, 2, 10)));

        assertThat(world.live()).isEmpty();
        assertThat(world.items.values()).singleElement().matches(Item::isCorrected);
    }

    @Test
    void aNeedWhoseEvidenceAllStandsOnAClosedItemOpensNothing() {
        world.deliver(List.of(raised(1, 1, 10, 11)));
        complete();

        world.deliver(List.of(raised(2, 2, 11)));

        assertThat(world.live()).isEmpty();
        assertThat(world.items).hasSize(1);
        assertThat(world.needs.values())
                .extracting(Need::itemId)
                .containsOnly(onlyItem().id());
    }

    @Test
    void aNeedWithNewEvidenceOpensAnItemBesideTheClosedOne() {
        world.deliver(List.of(raised(1, 1, 10)));
        complete();

        world.deliver(List.of(raised(2, 2, 10, 11)));

        assertThat(world.evidenceOf(theLiveOne())).containsExactlyInAnyOrder(ref(10), ref(11));
    }

    @Test
    void evidenceDuringTheCooldownAttachesToTheClosedItem() {
        world.deliver(List.of(raised(1, 1, 10)));
        complete();

        world.deliver(List.of(added(1, 2, List.of(11), List.of(10, 11))));

        assertThat(world.live()).isEmpty();
        assertThat(world.evidenceOf(onlyItem())).containsExactlyInAnyOrder(ref(10), ref(11));
    }

    @Test
    void anOpenItemWithNothingLeftIsCorrected() {
        world.deliver(List.of(raised(1, 1, 10)));

        world.deliver(List.of(withdrawn(1, 2, 10)));

        assertThat(onlyItem().state()).isEqualTo(new ItemState.Dismissed(DismissCause.CORRECTED));
        assertThat(onlyItem().version()).isEqualTo(2);
    }

    @Test
    void aNeedThatComesBackAfterACorrectionOpensANewItem() {
        world.deliver(List.of(raised(1, 1, 10)));
        world.deliver(List.of(withdrawn(1, 2, 10)));

        world.deliver(List.of(raised(1, 3, 10)));

        assertThat(world.evidenceOf(theLiveOne())).containsExactly(ref(10));
        assertThat(world.items).hasSize(2);
    }

    @Test
    void aClaimedItemWithNothingLeftStaysUntilItIsGivenBack() {
        world.deliver(List.of(raised(1, 1, 10)));
        world.attempt(theLiveOne(), new Command.Claim(BO, Needs.START, Needs.ROOM));
        world.deliver(List.of(withdrawn(1, 2, 10)));
        assertThat(theLiveOne().state()).isInstanceOf(ItemState.Claimed.class);

        world.attempt(theLiveOne(), new Command.Release(BO));

        assertThat(onlyItem().isCorrected()).isTrue();
        assertThat(world.history)
                .extracting(taken -> taken.step().action())
                .endsWith(Step.Action.RELEASED, Step.Action.CORRECTED);
    }

    @Test
    void aNeedThatChangesItsCauseWithinABatchKeepsItsItem() {
        world.deliver(List.of(raised(4, 1, 11)));
        Item before = theLiveOne();

        world.deliver(List.of(withdrawn(4, 2, 11), raised(7, 3, 10, 11)));

        assertThat(theLiveOne().id()).isEqualTo(before.id());
        assertThat(theLiveOne().version()).isEqualTo(before.version());
        assertThat(theLiveOne().card().evidenceCount()).isEqualTo(2);
        assertThat(theLiveOne().card().reasons()).extracting(Reason::needId).containsExactly(Needs.id(7));
    }

    @Test
    void evidenceOfOneNeedMayGoWhileAnotherStillHoldsIt() {
        world.deliver(List.of(raised(1, 1, 10, 11), raised(2, 2, 11)));

        world.deliver(List.of(withdrawn(1, 3, 10, 11)));

        assertThat(world.evidenceOf(theLiveOne())).containsExactly(ref(11));
        assertThat(theLiveOne().card().evidenceCount()).isEqualTo(1);
    }

    @Test
    void aPartIsWithdrawnAndTheRestStands() {
        world.deliver(List.of(raised(1, 1, 10, 11, 12)));

        world.deliver(List.of(withdrawn(1, 2, List.of(12), List.of(10, 11))));

        assertThat(world.evidenceOf(theLiveOne())).containsExactlyInAnyOrder(ref(10), ref(11));
        assertThat(theLiveOne().card().newestAt()).isEqualTo(Needs.answered(11));
    }

    @Test
    void withdrawingEvidenceThatNeverCameIsHarmless() {
        world.deliver(List.of(raised(1, 1, 10)));

        world.deliver(List.of(withdrawn(1, 2, List.of(99), List.of(10))));

        assertThat(theLiveOne().card().evidenceCount()).isEqualTo(1);
    }

    @Test
    void aClosedItemKeepsTheEvidenceThatItWasClosedWith() {
        world.deliver(List.of(raised(1, 1, 10)));
        complete();

        world.deliver(List.of(withdrawn(1, 2, 10)));
        world.deliver(List.of(raised(1, 3, 10)));

        assertThat(world.live()).isEmpty();
        assertThat(world.evidenceOf(onlyItem())).containsExactly(ref(10));
    }

    /** Filters learn of a dismissal and take the need back: would that be told again, the two would never rest. */
    @Test
    void aNeedThatGoesBecauseItsItemWasDismissedMakesNoStep() {
        world.deliver(List.of(raised(1, 1, 10)));
        world.deliver(List.of(added(1, 2, List.of(11), List.of(10, 11))));
        dismiss(DismissCause.PRODUCT);
        int told = world.history.size();

        world.deliver(List.of(withdrawn(1, 3, List.of(10), List.of(11))));
        world.deliver(List.of(withdrawn(1, 4, 11), raised(2, 5, 11)));

        assertThat(world.history).hasSize(told);
        assertThat(onlyItem().state()).isEqualTo(new ItemState.Dismissed(DismissCause.PRODUCT));
    }

    @Test
    void aWithdrawalOfWhatWasNeverRaisedIsRememberedOnly() {
        world.deliver(List.of(withdrawn(1, 2, 10)));

        assertThat(world.items).isEmpty();
        assertThat(world.deliver(List.of(raised(1, 1, 10)))).containsExactly(Effect.REPEATED);
    }

    @Test
    void theSameInTwoBatchesLeavesACorrectedItemInTheHistory() {
        world.deliver(List.of(raised(4, 1, 11)));

        world.deliver(List.of(withdrawn(4, 2, 11)));
        world.deliver(List.of(raised(7, 3, 10, 11)));

        assertThat(world.items.values()).filteredOn(Item::isCorrected).hasSize(1);
        assertThat(world.evidenceOf(theLiveOne())).containsExactlyInAnyOrder(ref(10), ref(11));
        assertThat(theLiveOne().card().reasons()).extracting(Reason::needId).containsExactly(Needs.id(7));
    }

    @Test
    void anItemThatWasDisputedStaysForItsDaysWhateverIsWithdrawnOrOlder() {
        world.deliver(List.of(raised(1, 1, 10, 11)));
        complete();
        world.pass(Needs.FRESH_FOR);
        world.attempt(onlyItem(), new Command.Dispute("agent:a-17", "Not my customer"));

        world.deliver(List.of(withdrawn(1, 2, List.of(11), List.of(10))));
        world.sweep();

        assertThat(theLiveOne().card().evidenceCount()).isEqualTo(1);
        world.pass(Transition.REOPENED_FOR);
        world.sweep();
        assertThat(onlyItem().isExpired()).isTrue();
    }

    @Test
    void aNeedThatComesAfterAnItemExpiredOpensANewOne() {
        world.deliver(List.of(raised(1, 1, 10)));
        world.pass(Needs.FRESH_FOR);
        world.sweep();
        Item expired = onlyItem();

        world.deliver(List.of(raised(2, 2, 90)));

        assertThat(expired.isExpired()).isTrue();
        assertThat(world.items).hasSize(2);
        assertThat(theLiveOne().openedAt()).isAfter(expired.openedAt());
        assertThat(world.evidenceOf(theLiveOne())).containsExactly(ref(90));
    }

    @Test
    void aNeedThatComesBeforeTheSweepFindsTheStaleItemExpiredToo() {
        world.deliver(List.of(raised(1, 1, 10)));
        world.pass(Needs.FRESH_FOR);

        world.deliver(List.of(raised(2, 2, 90)));

        assertThat(world.items.values()).filteredOn(Item::isExpired).hasSize(1);
        assertThat(world.evidenceOf(theLiveOne())).containsExactly(ref(90));
    }

    @Test
    void aNeedWhoseEvidenceAllStandsOnAnExpiredItemOpensNothing() {
        world.deliver(List.of(raised(1, 1, 10)));
        world.pass(Needs.FRESH_FOR);
        world.sweep();

        world.deliver(List.of(raised(2, 2, 10)));

        assertThat(onlyItem().isExpired()).isTrue();
    }

    @Test
    void freshEvidenceOfANeedWhoseItemExpiredOpensANewOne() {
        world.deliver(List.of(raised(1, 1, 10)));
        world.pass(Needs.FRESH_FOR);
        world.sweep();

        world.deliver(List.of(added(1, 2, List.of(90), List.of(10, 90))));

        assertThat(world.evidenceOf(theLiveOne())).containsExactly(ref(90));
        assertThat(world.needs.get(Needs.id(1)).itemId()).isEqualTo(theLiveOne().id());
    }

    @Test
    void staleEvidenceOfANeedWhoseItemExpiredStaysWithIt() {
        world.deliver(List.of(raised(1, 1, 10)));
        world.pass(Needs.FRESH_FOR);
        world.sweep();

        world.deliver(List.of(added(1, 2, List.of(9), List.of(9, 10))));

        assertThat(onlyItem().isExpired()).isTrue();
        assertThat(world.evidenceOf(onlyItem())).containsExactlyInAnyOrder(ref(9), ref(10));
    }

    @Test
    void aNeedThatIsStaleWhenItArrivesIsOnRecordAndNeverInTheQueue() {
        world.pass(Duration.ofDays(400));

        world.deliver(List.of(raised(1, 1, 10)));

        assertThat(onlyItem().isExpired()).isTrue();
        assertThat(world.evidenceOf(onlyItem())).containsExactly(ref(10));
        assertThat(world.history)
                .extracting(taken -> taken.step().action())
                .containsExactly(Step.Action.OPENED, Step.Action.EXPIRED);
    }

    @Test
    void aStaleItemThatSomebodyHoldsTakesFreshEvidenceAndGoesBackFresh() {
        world.deliver(List.of(raised(1, 1, 10)));
        world.attempt(theLiveOne(), new Command.Claim(BO, Needs.START, Needs.ROOM));
        world.pass(Needs.FRESH_FOR);

        world.deliver(List.of(raised(2, 2, 90)));
        world.attempt(theLiveOne(), new Command.Release(BO));

        assertThat(onlyItem().state()).isEqualTo(new ItemState.Open());
        assertThat(world.evidenceOf(onlyItem())).containsExactlyInAnyOrder(ref(10), ref(90));
    }

    @Test
    void anItemThatLosesItsFreshEvidenceExpires() {
        world.deliver(List.of(raised(1, 1, 10, 90)));
        world.pass(Needs.FRESH_FOR.minusMinutes(30));

        world.deliver(List.of(withdrawn(1, 2, List.of(90), List.of(10))));

        assertThat(onlyItem().isExpired()).isTrue();
    }

    private void dismiss(DismissCause cause) {
        world.attempt(theLiveOne(), new Command.Claim(BO, Needs.START, Needs.ROOM));
        world.attempt(theLiveOne(), new Command.Dismiss(BO, cause, null));
    }

    private void complete() {
        world.attempt(theLiveOne(), new Command.Claim(BO, Needs.START, Needs.ROOM));
        world.attempt(theLiveOne(), new Command.Complete(BO, new Session("saw", "ideal", "practised", "next")));
    }

    private Item theLiveOne() {
        assertThat(world.live()).hasSize(1);
        return world.live().getFirst();
    }

    private Item onlyItem() {
        assertThat(world.items).hasSize(1);
        return world.items.values().iterator().next();
    }
}
