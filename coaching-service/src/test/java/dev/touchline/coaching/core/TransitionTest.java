package dev.touchline.coaching.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.touchline.coaching.core.Command.Actor;
import dev.touchline.coaching.core.ItemState.Claimed;
import dev.touchline.coaching.core.ItemState.Completed;
import dev.touchline.coaching.core.ItemState.Deferred;
import dev.touchline.coaching.core.ItemState.Dismissed;
import dev.touchline.coaching.core.ItemState.Expired;
import dev.touchline.coaching.core.ItemState.Open;
import dev.touchline.coaching.core.Transition.Moved;
import dev.touchline.coaching.core.Transition.Refused;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TransitionTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(900);
    private static final Actor BO = new Actor("supervisor:bo", Actor.Reach.OWN_CLAIMS);
    private static final Actor CY = new Actor("supervisor:cy", Actor.Reach.OWN_CLAIMS);
    private static final Actor ADMIN = new Actor("admin", Actor.Reach.ANY_CLAIM);
    private static final Session SESSION = new Session("saw", "ideal", "practised", "next");

    @Test
    void anOpenItemIsClaimed() {
        assertThat(Transition.of(item(new Open()), new Command.Claim(BO, LATER, Needs.ROOM), NOW))
                .isInstanceOfSatisfying(Moved.class, moved -> {
                    assertThat(moved.item().state()).isEqualTo(new Claimed("supervisor:bo", LATER));
                    assertThat(moved.item().version()).isEqualTo(4);
                    assertThat(moved.steps()).singleElement().satisfies(step -> {
                        assertThat(step.action()).isEqualTo(Step.Action.CLAIMED);
                        assertThat(step.version()).isEqualTo(4);
                        assertThat(step.by()).isEqualTo("supervisor:bo");
                        assertThat(step.from()).isEqualTo(new Open());
                    });
                });
    }

    @Test
    void whoHoldsAsMuchAsTheyMayClaimsNothingMore() {
        assertThat(Transition.of(item(new Open()), new Command.Claim(BO, LATER, new WorkInProgress(3, 3)), NOW))
                .isEqualTo(new Refused("You hold 3 items, and 3 is the limit: complete, defer or release one first."));
    }

    @Test
    void whoHoldsAsMuchAsTheyMayProlongsTheirClaims() {
        assertThat(Transition.of(claimed(), new Command.Claim(BO, LATER, new WorkInProgress(3, 3)), NOW))
                .isInstanceOf(Moved.class);
    }

    @Test
    void aClaimedItemIsNotClaimedByAnother() {
        assertThat(Transition.of(claimed(), new Command.Claim(CY, LATER, Needs.ROOM), NOW))
                .isEqualTo(new Refused("The item is claimed by supervisor:bo until 2026-11-21T10:15:00Z."));
    }

    @Test
    void aClaimIsRenewedByItsHolderInTheSameVersion() {
        Instant longer = LATER.plusSeconds(60);

        assertThat(Transition.of(claimed(), new Command.Claim(BO, longer, Needs.ROOM), NOW))
                .isInstanceOfSatisfying(Moved.class, moved -> {
                    assertThat(moved.item().state()).isEqualTo(new Claimed("supervisor:bo", longer));
                    assertThat(moved.item().version()).isEqualTo(3);
                });
    }

    @Test
    void aClaimIsGivenBackByItsHolderOrAnAdmin() {
        assertThat(stateAfter(claimed(), new Command.Release(BO))).isEqualTo(new Open());
        assertThat(stateAfter(claimed(), new Command.Release(ADMIN))).isEqualTo(new Open());
        assertRefused(claimed(), new Command.Release(CY));
        assertRefused(item(new Open()), new Command.Release(BO));
    }

    @Test
    void aLeaseLapsesWhenItIsOverAndNotBefore() {
        assertRefused(claimed(), new Command.Lapse());
        assertThat(Transition.of(claimed(), new Command.Lapse(), LATER)).isInstanceOfSatisfying(Moved.class, moved -> {
            assertThat(moved.item().state()).isEqualTo(new Open());
            assertThat(moved.steps()).extracting(Step::by).containsExactly("system");
        });
    }

    @Test
    void onlyTheHolderCompletes() {
        assertThat(stateAfter(claimed(), new Command.Complete(BO, SESSION))).isEqualTo(new Completed());
        assertRefused(claimed(), new Command.Complete(CY, SESSION));
        assertRefused(claimed(), new Command.Complete(ADMIN, SESSION));
        assertRefused(item(new Open()), new Command.Complete(BO, SESSION));
    }

    @Test
    void anItemIsDismissedOrDeferredFromTheQueueOrByItsHolder() {
        Command dismiss = new Command.Dismiss(BO, DismissCause.TOOL, "The CRM was down");
        Command defer = new Command.Defer(BO, null);

        assertThat(stateAfter(item(new Open()), dismiss)).isEqualTo(new Dismissed(DismissCause.TOOL));
        assertThat(stateAfter(claimed(), dismiss)).isEqualTo(new Dismissed(DismissCause.TOOL));
        assertThat(stateAfter(item(new Open()), defer)).isEqualTo(new Deferred());
        assertThat(stateAfter(claimed(), defer)).isEqualTo(new Deferred());
        assertRefused(claimed(), new Command.Dismiss(CY, DismissCause.TOOL, null));
        assertRefused(claimed(), new Command.Defer(CY, null));
    }

    @Test
    void aStaleOpenItemExpires() {
        Instant stale = item(new Open()).card().freshUntil();

        assertRefused(item(new Open()), new Command.Expire());
        assertThat(Transition.of(item(new Open()), new Command.Expire(), stale))
                .isInstanceOfSatisfying(
                        Moved.class, moved -> assertThat(moved.item().state()).isEqualTo(new Expired()));
        assertThat(Transition.of(claimed(), new Command.Expire(), stale)).isInstanceOf(Refused.class);
    }

    @Test
    void aClaimThatEndsOnAStaleItemDoesNotBringItBackToTheQueue() {
        Instant stale = claimed().card().freshUntil();

        for (Command end : List.of(new Command.Lapse(), new Command.Release(BO))) {
            assertThat(Transition.of(claimed(), end, stale)).isInstanceOfSatisfying(Moved.class, moved -> {
                assertThat(moved.item().state()).isEqualTo(new Expired());
                assertThat(moved.item().version()).isEqualTo(5);
                assertThat(moved.steps())
                        .extracting(Step::version, Step::to)
                        .containsExactly(tuple(4L, new Open()), tuple(5L, new Expired()));
            });
        }
    }

    @Test
    void nothingThatASupervisorDoesLeadsOutOfAClosedItem() {
        for (ItemState closed :
                List.of(new Completed(), new Dismissed(DismissCause.POLICY), new Deferred(), new Expired())) {
            for (Command command : List.of(
                    new Command.Claim(BO, LATER, Needs.ROOM),
                    new Command.Release(ADMIN),
                    new Command.Lapse(),
                    new Command.Complete(BO, SESSION),
                    new Command.Dismiss(ADMIN, DismissCause.AGENT, null),
                    new Command.Defer(ADMIN, null),
                    new Command.Expire(),
                    new Command.Correct())) {
                assertThat(Transition.of(item(closed), command, LATER))
                        .isEqualTo(new Refused("The item is already " + closed.word() + "."));
            }
        }
    }

    @Test
    void aDisputeOpensAgainWhatAPersonClosedAndKeepsItFreshForAWhile() {
        Command dispute = new Command.Dispute("agent:a-17", "Not my customer");

        for (ItemState closed : List.of(new Completed(), new Dismissed(DismissCause.POLICY), new Deferred())) {
            assertThat(Transition.of(item(closed), dispute, LATER)).isInstanceOfSatisfying(Moved.class, moved -> {
                assertThat(moved.item().state()).isEqualTo(new Open());
                assertThat(moved.item().card().staleAt()).isEqualTo(LATER.plus(Transition.REOPENED_FOR));
                assertThat(moved.steps())
                        .extracting(Step::action, Step::version, Step::note)
                        .containsExactly(
                                tuple(Step.Action.DISPUTED, 3L, "Not my customer"),
                                tuple(Step.Action.REOPENED, 4L, null));
            });
        }
    }

    @Test
    void aDisputeOfALiveItemIsOnRecordAndOfOneThatNobodyClosedIsRefused() {
        Command dispute = new Command.Dispute("agent:a-17", "Not my customer");

        assertThat(stateAfter(item(new Open()), dispute)).isEqualTo(new Open());
        assertThat(stateAfter(claimed(), dispute)).isEqualTo(claimed().state());
        assertRefused(item(new Expired()), dispute);
        assertRefused(item(new Dismissed(DismissCause.CORRECTED)), dispute);
    }

    @Test
    void onlyASessionIsAcknowledged() {
        Command acknowledge = new Command.Acknowledge("agent:a-17", 4, null);

        assertThat(stateAfter(item(new Completed()), acknowledge)).isEqualTo(new Completed());
        for (ItemState other :
                List.of(new Open(), new Deferred(), new Expired(), claimed().state())) {
            assertRefused(item(other), acknowledge);
        }
    }

    private static ItemState stateAfter(Item item, Command command) {
        assertThat(Transition.of(item, command, NOW)).isInstanceOf(Moved.class);
        return ((Moved) Transition.of(item, command, NOW)).item().state();
    }

    private static void assertRefused(Item item, Command command) {
        assertThat(Transition.of(item, command, NOW)).isInstanceOf(Refused.class);
    }

    private static Item claimed() {
        return item(new Claimed("supervisor:bo", LATER));
    }

    private static Item item(ItemState state) {
        NeedEvent.Raised need = Needs.raised(1, 1, 10);
        Reason reason = new Reason(
                need.need().needId(), 1, Severity.NORMAL, NOW, need.need().why());
        Card card = new Card(List.of(reason), 1, NOW, NOW.plusSeconds(7200), 1, null);
        return new Item(new UUID(1, 1), need.need().agent(), "billing", "clarity", Kind.COACHING, state, NOW, 3, card);
    }
}
