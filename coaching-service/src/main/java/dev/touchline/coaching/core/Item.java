package dev.touchline.coaching.core;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A coaching item.
 *
 * @param team the agent's current team
 * @param openedAt when it came into the queue
 * @param version grows with every step of the state, never with evidence
 * @param heldBackUntil until when it stands behind all others, when its agent was coached enough today; absent for all
 *     that {@link FairShare} does not apply to
 */
public record Item(
        UUID id,
        Agent agent,
        String team,
        String topic,
        Kind kind,
        ItemState state,
        Instant openedAt,
        long version,
        Card card,
        @Nullable Instant heldBackUntil) {

    public Item {
        heldBackUntil = FairShare.appliesTo(kind, state, card.severity()) ? heldBackUntil : null;
    }

    /** One that is not held back. */
    public Item(
            UUID id,
            Agent agent,
            String team,
            String topic,
            Kind kind,
            ItemState state,
            Instant openedAt,
            long version,
            Card card) {
        this(id, agent, team, topic, kind, state, openedAt, version, card, null);
    }

    /** Where it stands. */
    public CaseKey key() {
        return new CaseKey(agent.id(), topic, kind);
    }

    /** Its place in the queue, greatest first. */
    public double priority() {
        double priority = Priority.of(card.severity(), card.evidenceCount(), openedAt);
        return heldBackUntil == null ? priority : Priority.heldBack(priority);
    }

    /** The item when its agent had their share, until then; absent: they have some left. */
    public Item heldBack(@Nullable Instant until) {
        return new Item(id, agent, team, topic, kind, state, openedAt, version, card, until);
    }

    /** Whether its place in the queue depends on how often its agent was coached. */
    public boolean canBeHeldBack() {
        return FairShare.appliesTo(kind, state, card.severity());
    }

    /** Whether it stands in the queue. */
    public boolean isLive() {
        return state instanceof ItemState.Live;
    }

    boolean isCorrected() {
        return state instanceof ItemState.Dismissed(var cause) && cause == DismissCause.CORRECTED;
    }

    boolean isExpired() {
        return state instanceof ItemState.Expired;
    }

    Item stepTo(ItemState next) {
        return new Item(id, agent, team, topic, kind, next, openedAt, version + 1, card, heldBackUntil);
    }

    Item leasedUntil(ItemState.Claimed renewed) {
        return new Item(id, agent, team, topic, kind, renewed, openedAt, version, card, heldBackUntil);
    }

    /** The item with a need that is new to it, and so many responses together. */
    public Item grownBy(Need need, int evidence) {
        return with(agent, card.grownBy(need, evidence));
    }

    /** The item without so many responses, which only needs held that stand no more. */
    public Item shrunkTo(List<Need> standing, int lost) {
        return with(agent, card.shrunkTo(standing, lost));
    }

    Item reopened(ItemState.Open open, Instant keepUntil) {
        return new Item(id, agent, team, topic, kind, open, openedAt, version + 1, card.keptUntil(keepUntil));
    }

    Item with(Agent named, Card changed) {
        return new Item(id, named, team, topic, kind, state, openedAt, version, changed, heldBackUntil);
    }
}
