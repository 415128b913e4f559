package dev.touchline.coaching.core;

import static dev.touchline.coaching.core.Step.SYSTEM;

import dev.touchline.coaching.core.Command.Acknowledge;
import dev.touchline.coaching.core.Command.Actor;
import dev.touchline.coaching.core.Command.Claim;
import dev.touchline.coaching.core.Command.Complete;
import dev.touchline.coaching.core.Command.Correct;
import dev.touchline.coaching.core.Command.Defer;
import dev.touchline.coaching.core.Command.Dismiss;
import dev.touchline.coaching.core.Command.Dispute;
import dev.touchline.coaching.core.Command.Expire;
import dev.touchline.coaching.core.Command.Lapse;
import dev.touchline.coaching.core.Command.Release;
import dev.touchline.coaching.core.ItemState.Claimed;
import dev.touchline.coaching.core.ItemState.Closed;
import dev.touchline.coaching.core.ItemState.Completed;
import dev.touchline.coaching.core.ItemState.Dismissed;
import dev.touchline.coaching.core.ItemState.Expired;
import dev.touchline.coaching.core.ItemState.Live;
import dev.touchline.coaching.core.ItemState.Open;
import dev.touchline.coaching.core.Step.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What comes of a command: a step with what to record of it, or a refusal with its reason. */
public sealed interface Transition {

    /** The item moved; {@code steps} are in order. */
    record Moved(Item item, List<Step> steps) implements Transition {}

    /** The item stays as it is. */
    record Refused(String reason) implements Transition {}

    /** How long an item that was closed stays in the queue at least once it is disputed. */
    Duration REOPENED_FOR = Duration.ofDays(7);

    /** Decides; changes nothing. */
    static Transition of(Item item, Command command, Instant now) {
        return switch (command) {
            case Claim claim -> claim(item, claim, now);
            case Release release -> release(item, release.actor(), now);
            case Lapse _ -> lapse(item, now);
            case Complete complete -> complete(item, complete, now);
            case Dismiss dismiss -> dismiss(item, dismiss, now);
            case Defer defer -> defer(item, defer, now);
            case Expire _ -> expire(item, now);
            case Correct _ -> correct(item, now);
            case Acknowledge said -> acknowledge(item, said, now);
            case Dispute said -> dispute(item, said, now);
        };
    }

    /** What is recorded of a wish to be coached; with the agent's words, where there are some. */
    static Step asked(Item item, NeedEvent.Raised wish, String by, Instant now) {
        String note = wish.need().why().origin() instanceof Why.Asked(String words) ? words : null;
        return remark(item, Action.ASKED, by, now, note);
    }

    /**
     * What time does to an item without anybody asking: an open one that nothing speaks for any more is corrected, one
     * that went stale expires.
     */
    static Transition ofItself(Item item, Instant now) {
        return of(item, item.card().evidenceCount() == 0 ? new Correct() : new Expire(), now);
    }

    private static Transition claim(Item item, Claim claim, Instant now) {
        String subject = claim.actor().subject();
        return switch (item.state()) {
            case Open _ when !claim.begun().hasRoom() -> tooMuchBegun(claim.begun());
            case Open open -> step(item, open.claim(subject, claim.leaseUntil()), Action.CLAIMED, subject, now);
            case Claimed held
            when held.by().equals(subject) -> {
                Item renewed = item.leasedUntil(held.renew(claim.leaseUntil()));
                yield new Moved(renewed, List.of(recorded(item, renewed, Action.RENEWED, subject, now, null, null)));
            }
            case Claimed held -> heldBy(held);
            case Closed closed -> over(closed);
        };
    }

    private static Transition release(Item item, Actor actor, Instant now) {
        return switch (item.state()) {
            case Open _ -> new Refused("The item is not claimed.");
            case Claimed held when mayEnd(held, actor) -> givenBack(item, held, Action.RELEASED, actor.subject(), now);
            case Claimed held -> heldBy(held);
            case Closed closed -> over(closed);
        };
    }

    private static Transition lapse(Item item, Instant now) {
        return switch (item.state()) {
            case Claimed held when !held.leaseUntil().isAfter(now) -> givenBack(item, held, Action.LAPSED, SYSTEM, now);
            case Claimed held -> heldBy(held);
            case Open _ -> new Refused("The item is not claimed.");
            case Closed closed -> over(closed);
        };
    }

    private static Transition complete(Item item, Complete complete, Instant now) {
        String subject = complete.actor().subject();
        return switch (item.state()) {
            case Claimed held
            when held.by().equals(subject) ->
                isPraise(item) == complete.session().said() instanceof Session.Praise
                        ? moved(item, held.complete(), Action.COMPLETED, subject, now, null, complete.session())
                        : new Refused("Praise is completed with the words given, and nothing else is.");
            case Claimed held -> heldBy(held);
            case Open _ -> new Refused("The item is open: claim it before completing it.");
            case Closed closed -> over(closed);
        };
    }

    private static boolean isPraise(Item item) {
        return item.kind() == Kind.PRAISE;
    }

    private static Transition dismiss(Item item, Dismiss dismiss, Instant now) {
        String subject = dismiss.actor().subject();
        return switch (item.state()) {
            case Open open ->
                moved(item, open.dismiss(dismiss.cause()), Action.DISMISSED, subject, now, dismiss.note(), null);
            case Claimed held
            when mayEnd(held, dismiss.actor()) ->
                moved(item, held.dismiss(dismiss.cause()), Action.DISMISSED, subject, now, dismiss.note(), null);
            case Claimed held -> heldBy(held);
            case Closed closed -> over(closed);
        };
    }

    private static Transition defer(Item item, Defer defer, Instant now) {
        String subject = defer.actor().subject();
        return switch (item.state()) {
            case Open open -> moved(item, open.defer(), Action.DEFERRED, subject, now, defer.note(), null);
            case Claimed held
            when mayEnd(held, defer.actor()) ->
                moved(item, held.defer(), Action.DEFERRED, subject, now, defer.note(), null);
            case Claimed held -> heldBy(held);
            case Closed closed -> over(closed);
        };
    }

    private static Transition expire(Item item, Instant now) {
        return switch (item.state()) {
            case Open open when item.card().isStale(now) -> step(item, open.expire(), Action.EXPIRED, SYSTEM, now);
            case Open _ -> new Refused("The item is still fresh.");
            case Claimed held -> heldBy(held);
            case Closed closed -> over(closed);
        };
    }

    private static Transition correct(Item item, Instant now) {
        return switch (item.state()) {
            case Open open -> step(item, open.correct(), Action.CORRECTED, SYSTEM, now);
            case Claimed held -> heldBy(held);
            case Closed closed -> over(closed);
        };
    }

    private static Transition acknowledge(Item item, Acknowledge said, Instant now) {
        return switch (item.state()) {
            case Completed _ ->
                new Moved(item, List.of(remark(item, Action.ACKNOWLEDGED, said.subject(), now, said.comment())));
            case Live _ -> new Refused("The session has not taken place yet.");
            case Closed closed -> new Refused("There was no session: the item is " + closed.word() + ".");
        };
    }

    /** What is still to be worked, or is closed without a person, is only marked; what a person closed opens again. */
    private static Transition dispute(Item item, Dispute said, Instant now) {
        Step disputed = remark(item, Action.DISPUTED, said.subject(), now, said.reason());
        return switch (item.state()) {
            case Live _ -> new Moved(item, List.of(disputed));
            case Expired expired -> over(expired);
            case Dismissed(var cause)
            when cause == DismissCause.CORRECTED -> new Refused("The item is already corrected.");
            case Closed closed -> {
                Item open = item.reopened(closed.reopen(), now.plus(REOPENED_FOR));
                yield new Moved(
                        open,
                        List.of(disputed, recorded(item, open, Action.REOPENED, said.subject(), now, null, null)));
            }
        };
    }

    private static Step remark(Item item, Action action, String by, Instant now, @Nullable String note) {
        return recorded(item, item, action, by, now, note, null);
    }

    /** Back to open, and closed at once when nothing speaks for the item any more or it went stale meanwhile. */
    private static Moved givenBack(Item item, Claimed held, Action action, String by, Instant now) {
        Moved open = step(item, held.giveBack(), action, by, now);
        if (!(ofItself(open.item(), now) instanceof Moved closed)) {
            return open;
        }
        List<Step> steps = new ArrayList<>(open.steps());
        steps.addAll(closed.steps());
        return new Moved(closed.item(), List.copyOf(steps));
    }

    private static Moved step(Item item, ItemState next, Action action, String by, Instant now) {
        return moved(item, next, action, by, now, null, null);
    }

    private static Moved moved(
            Item item,
            ItemState next,
            Action action,
            String by,
            Instant now,
            @Nullable String note,
            @Nullable Session session) {
        Item after = item.stepTo(next);
        return new Moved(after, List.of(recorded(item, after, action, by, now, note, session)));
    }

    private static Step recorded(
            Item before,
            Item after,
            Action action,
            String by,
            Instant now,
            @Nullable String note,
            @Nullable Session session) {
        return new Step(action, after.version(), now, by, before.state(), after.state(), note, session);
    }

    private static boolean mayEnd(Claimed held, Actor actor) {
        return actor.reach() == Actor.Reach.ANY_CLAIM || held.by().equals(actor.subject());
    }

    private static Refused heldBy(Claimed held) {
        return new Refused("The item is claimed by " + held.by() + " until " + held.leaseUntil() + ".");
    }

    private static Refused tooMuchBegun(WorkInProgress begun) {
        return new Refused("You hold %d items, and %d is the limit: complete, defer or release one first."
                .formatted(begun.held(), begun.limit()));
    }

    private static Refused over(Closed closed) {
        return new Refused("The item is already " + closed.word() + ".");
    }
}
