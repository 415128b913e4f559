package dev.touchline.feedback.core.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class AssignmentsProperties {
    record Move(String team, @Nullable Instant teamFrom, Instant now) {}

    @Property
    void theyNeverOverlapAndCoverAllOfTime(@ForAll("moves") List<Move> moves) {
        List<Assignment> assignments = after(moves);
        assertThat(assignments.getFirst().during().from()).isNull();
        assertThat(assignments.getLast().during().to()).isNull();
        for (int i = 1; i < assignments.size(); i++) {
            assertThat(assignments.get(i).during().from())
                    .isNotNull()
                    .isEqualTo(assignments.get(i - 1).during().to());
        }
    }

    @Property
    void neighboursAreDifferentTeams(@ForAll("moves") List<Move> moves) {
        List<Assignment> assignments = after(moves);
        for (int i = 1; i < assignments.size(); i++) {
            assertThat(assignments.get(i).team())
                    .isNotEqualTo(assignments.get(i - 1).team());
        }
    }

    @Property
    void theTeamThatWasAskedForHoldsFromTheTimeThatWasAskedFor(@ForAll("moves") List<Move> moves) {
        List<Assignment> assignments = after(moves);
        Move last = moves.getLast();
        Instant from = last.teamFrom == null || moves.size() == 1 ? last.now : last.teamFrom;
        assertThat(Assignments.teamAt(assignments, from)).isEqualTo(Optional.of(last.team));
        assertThat(assignments.getLast().team().equals(last.team) || last.teamFrom == null)
                .isTrue();
    }

    @Property
    void whatWasBeforeAMoveStaysAsItWas(@ForAll("moves") List<Move> moves, @ForAll("times") Instant at) {
        List<Assignment> before = after(moves.subList(0, moves.size() - 1));
        Move last = moves.getLast();
        Instant from = last.teamFrom == null ? last.now : last.teamFrom;
        if (!before.isEmpty() && at.isBefore(from)) {
            assertThat(Assignments.teamAt(after(moves), at)).isEqualTo(Assignments.teamAt(before, at));
        }
    }

    @Property
    void sendingTheSameAgainChangesNothing(@ForAll("moves") List<Move> moves) {
        List<Assignment> once = after(moves);
        Move last = moves.getLast();
        assertThat(Assignments.assign(once, last.team, last.teamFrom, last.now)).isEqualTo(once);
    }

    private static List<Assignment> after(List<Move> moves) {
        List<Assignment> assignments = List.of();
        for (Move move : moves) {
            assignments = Assignments.assign(assignments, move.team, move.teamFrom, move.now);
        }
        return assignments;
    }

    @Provide
    Arbitrary<List<Move>> moves() {
        return Combinators.combine(Arbitraries.of("billing", "sales", "care"), times().injectNull(0.4), times())
                .as(Move::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<Instant> times() {
        return Arbitraries.longs().between(0, 40).map(days -> Instant.EPOCH.plusSeconds(days * 86_400));
    }
}
