package dev.touchline.feedback.core.roster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Under whom a response was published. Who reads the records of one agent believes the newest of them, so each agent
 * but one has to be told that the response is not theirs; this decides what is still to be told.
 *
 * @param holder whom it counts for: the agent of its newest record
 * @param team for which it counts there
 * @param elsewhere the other agents under whom it was published, and the newest there
 */
public record Standing(String holder, String team, Rank rank, List<Elsewhere> elsewhere) {
    public Standing {
        elsewhere = List.copyOf(elsewhere);
    }

    /** Orders what is said about one response: a newer revision, then a later attribution. */
    public record Rank(Instant updatedAt, int attribution) implements Comparable<Rank> {
        private static final Comparator<Rank> ORDER =
                Comparator.comparing(Rank::updatedAt).thenComparingInt(Rank::attribution);

        @Override
        public int compareTo(Rank other) {
            return ORDER.compare(this, other);
        }

        private Rank next() {
            return new Rank(updatedAt, attribution + 1);
        }
    }

    /**
     * The newest record under another agent.
     *
     * @param retracted whether it is a retraction
     */
    public record Elsewhere(String agentId, String team, Rank rank, boolean retracted) {}

    /** What is to be published. */
    public sealed interface Step {
        /** Everybody knows. */
        record Nothing() implements Step {}

        /** What was published is not in the tables yet: nobody can decide. */
        record Wait() implements Step {}

        /** Retractions of that rank under these agents. */
        record Retract(Rank rank, List<Elsewhere> from) implements Step {}

        /** The response under the wanted agent with that rank, and retractions of the same rank under these agents. */
        record Move(Rank rank, List<Elsewhere> from) implements Step {}
    }

    /** What is to be published so that the response stands under the wanted agent alone. */
    public Step towards(String wanted) {
        if (elsewhere.stream().anyMatch(other -> other.rank().compareTo(rank) > 0)) {
            return new Step.Wait();
        }
        List<Elsewhere> open = new ArrayList<>(elsewhere.stream()
                .filter(other -> !other.retracted() && !other.agentId().equals(holder))
                .filter(other -> !other.agentId().equals(wanted))
                .toList());
        if (!wanted.equals(holder)) {
            open.add(new Elsewhere(holder, team, rank, false));
            return new Step.Move(rank.next(), open);
        }
        if (open.isEmpty()) {
            return new Step.Nothing();
        }
        boolean outranked = open.stream().allMatch(other -> other.rank().compareTo(rank) < 0);
        return outranked ? new Step.Retract(rank, open) : new Step.Move(rank.next(), open);
    }
}
