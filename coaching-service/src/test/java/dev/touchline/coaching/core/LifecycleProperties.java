package dev.touchline.coaching.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.coaching.core.Command.Actor;
import dev.touchline.coaching.core.ItemState.Claimed;
import dev.touchline.coaching.core.ItemState.Closed;
import dev.touchline.coaching.core.ItemState.Live;
import dev.touchline.coaching.core.ItemState.Open;
import dev.touchline.coaching.core.Transition.Moved;
import dev.touchline.coaching.core.Transition.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever people and the clock want done with an item, in whatever order, its life stays a life. */
class LifecycleProperties {
    private static final Duration LEASE = Duration.ofMinutes(15);
    private static final Duration FRESH_FOR = Duration.ofHours(1);
    private static final List<Actor> PEOPLE = List.of(
            new Actor("supervisor:bo", Actor.Reach.OWN_CLAIMS),
            new Actor("supervisor:cy", Actor.Reach.OWN_CLAIMS),
            new Actor("admin", Actor.Reach.ANY_CLAIM));

    private static final List<String> PEOPLE_NAMES =
            PEOPLE.stream().map(Actor::subject).toList();
    private static final String AGENT = "agent:a-17";

    /** The whole diagram: from each state, the states that may follow. */
    private static final Map<String, Set<String>> LEGAL = Map.of(
            "open", Set.of("open", "claimed", "dismissed", "deferred", "expired"),
            "claimed", Set.of("claimed", "open", "completed", "dismissed", "deferred"),
            "completed", Set.of("completed", "open"),
            "dismissed", Set.of("dismissed", "open"),
            "deferred", Set.of("deferred", "open"),
            "expired", Set.of());

    @Property(tries = 5_000)
    void historyIsAPathThroughTheDiagramFromOpeningToWhereTheItemStands(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int length) {
        Life life = new Life(seed);

        life.live(length);

        ItemState at = new Open();
        long version = 1;
        for (Step step : life.history) {
            assertThat(step.from()).isEqualTo(at);
            assertThat(LEGAL.get(at.word())).contains(step.to().word());
            version += step.action().counts() ? 1 : 0;
            assertThat(step.action() == Step.Action.REOPENED)
                    .isEqualTo(at instanceof Closed && step.to() instanceof Open);
            assertThat(step.version()).isEqualTo(version);
            at = step.to();
        }
        assertThat(life.item.state()).isEqualTo(at);
        assertThat(life.item.version()).isEqualTo(version);
    }

    @Property(tries = 5_000)
    void everyStepNamesWhoTookItAndWhen(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int length) {
        Life life = new Life(seed);

        life.live(length);

        assertThat(life.history).isSortedAccordingTo(Comparator.comparing(Step::at));
        for (Step step : life.history) {
            switch (step.action()) {
                case LAPSED, EXPIRED, CORRECTED -> assertThat(step.by()).isEqualTo(Step.SYSTEM);
                case CLAIMED, RENEWED, RELEASED, COMPLETED, DISMISSED, DEFERRED ->
                    assertThat(PEOPLE).extracting(Actor::subject).contains(step.by());
                case ACKNOWLEDGED, DISPUTED, REOPENED -> assertThat(step.by()).isEqualTo(AGENT);
                case OPENED -> throw new AssertionError("opened again");
            }
        }
    }

    @Property(tries = 5_000)
    void onlyTheHolderOrAnAdminEndsAClaimAndOnlyTheHolderCompletes(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int length) {
        Life life = new Life(seed);

        life.live(length);

        for (Step step : life.history) {
            if (step.from() instanceof Claimed held && PEOPLE_NAMES.contains(step.by())) {
                List<String> may = step.action() == Step.Action.COMPLETED || step.action() == Step.Action.RENEWED
                        ? List.of(held.by())
                        : List.of(held.by(), "admin");
                assertThat(may).contains(step.by());
            }
            assertThat(step.session() != null).isEqualTo(step.action() == Step.Action.COMPLETED);
        }
    }

    @Property(tries = 5_000)
    void aLeaseLapsesAndStalenessExpiresOnlyInTheirTime(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int length) {
        Life life = new Life(seed);

        life.live(length);

        for (Step step : life.history) {
            if (step.action() == Step.Action.LAPSED && step.from() instanceof Claimed held) {
                assertThat(step.at()).isAfterOrEqualTo(held.leaseUntil());
            }
            if (step.action() == Step.Action.EXPIRED) {
                assertThat(step.at()).isAfterOrEqualTo(life.item.card().staleAt());
            }
        }
    }

    @Property(tries = 5_000)
    void aRefusalHasAReasonAndOnlyAnAgentsWordReachesAClosedItem(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int length) {
        Life life = new Life(seed);

        life.live(length);

        assertThat(life.refusals)
                .allSatisfy(refused -> assertThat(refused.reason()).isNotBlank().endsWith("."));
        assertThat(life.movedWhileClosed).isZero();
    }

    @Property(tries = 2_000)
    void whoeverWaitsLongEnoughFindsTheItemClosed(@ForAll long seed, @ForAll @IntRange(min = 0, max = 60) int length) {
        Life life = new Life(seed);
        life.live(length);

        life.pass(LEASE.plus(FRESH_FOR).plus(Transition.REOPENED_FOR));
        life.attempt(new Command.Lapse());
        life.attempt(new Command.Expire());

        assertThat(life.item.state()).isInstanceOf(Closed.class);
    }

    /** One item and what happens to it. */
    private static final class Life {
        private final Random random;
        private final List<Step> history = new ArrayList<>();
        private final List<Refused> refusals = new ArrayList<>();
        private int movedWhileClosed;
        private Instant now = Needs.START;
        private Item item;

        Life(long seed) {
            random = new Random(seed);
            NeedEvent.Facts need = Needs.raised(1, 1, 10).need();
            Reason reason = new Reason(need.needId(), 1, Severity.NORMAL, now, need.why());
            Card card = new Card(List.of(reason), 1, now, now.plus(FRESH_FOR), 1, null);
            item = new Item(
                    new UUID(1, 1), need.agent(), "billing", "clarity", Kind.COACHING, new Open(), now, 1, card);
        }

        void live(int commands) {
            for (int command = 0; command < commands; command++) {
                pass(Duration.ofMinutes(random.nextInt(12)));
                attempt(anything());
            }
        }

        void pass(Duration time) {
            now = now.plus(time);
        }

        void attempt(Command command) {
            switch (Transition.of(item, command, now)) {
                case Moved(Item moved, List<Step> steps) -> {
                    boolean agents = command instanceof Command.Dispute || command instanceof Command.Acknowledge;
                    movedWhileClosed += item.state() instanceof Live || agents ? 0 : 1;
                    item = moved;
                    history.addAll(steps);
                }
                case Refused refused -> refusals.add(refused);
            }
        }

        private Command anything() {
            Actor actor = PEOPLE.get(random.nextInt(PEOPLE.size()));
            return switch (random.nextInt(19)) {
                case 0, 1, 2, 3, 4 -> new Command.Claim(actor, now.plus(LEASE), Needs.ROOM);
                case 5, 6, 7 -> new Command.Release(actor);
                case 8, 9, 10 -> new Command.Lapse();
                case 11 -> new Command.Complete(actor, new Session("saw", "ideal", "practised", "next"));
                case 12 -> new Command.Dismiss(actor, DismissCause.TOOL, null);
                case 13 -> new Command.Defer(actor, "Not today");
                case 14 -> new Command.Correct();
                case 15, 16 -> new Command.Dispute(AGENT, "Somebody else's customer");
                case 17 -> new Command.Acknowledge(AGENT, 4, null);
                default -> new Command.Expire();
            };
        }
    }
}
