package dev.touchline.goals.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.goals.core.GoalState.Accepted;
import dev.touchline.goals.core.GoalState.Dropped;
import dev.touchline.goals.core.GoalState.Suggested;
import dev.touchline.goals.core.GoalState.Withdrawn;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GoalTest {
    private static final Instant NOVEMBER = Instant.parse("2026-11-12T09:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-20T09:00:00Z");
    private static final Act BY_ADA = new Act("agent:a-17", LATER);
    private static final SmartPlan PLAN = new SmartPlan(
            "Explain the three mobile plans",
            new SmartPlan.Measurable(
                    "product-knowledge score", BigDecimal.valueOf(55), BigDecimal.valueOf(75), Optional.empty()),
            "Two short sessions a week",
            "Most billing calls are about them",
            LocalDate.parse("2027-01-31"));

    @Test
    void oneMoreNeedIsCountedWithoutANewVersion() {
        // given
        Goal goal = suggestedBy(2);
        // when
        Goal counted = goal.recount(standing(3), LATER);
        // then
        assertThat(counted.behind().needs()).isEqualTo(3);
        assertThat(counted.version()).isEqualTo(goal.version());
        assertThat(counted.updatedAt()).isEqualTo(LATER);
    }

    @Test
    void theSameNeedsAgainChangeNothing() {
        Goal goal = suggestedBy(2);
        assertThat(goal.recount(standing(2), LATER)).isSameAs(goal);
    }

    @Test
    void aSuggestionWithNoNeedLeftIsWithdrawnAndComesBackAsTheSameGoal() {
        // given
        Goal goal = suggestedBy(1);
        // when
        Goal withdrawn = goal.recount(Standing.NONE, LATER);
        Goal back = withdrawn.recount(standing(1), LATER);
        // then
        assertThat(withdrawn.state()).isEqualTo(new Withdrawn(LATER));
        assertThat(back.state()).isEqualTo(new Suggested());
        assertThat(back.id()).isEqualTo(goal.id());
        assertThat(back.version()).isEqualTo(goal.version() + 2);
    }

    @Test
    void anAcceptedGoalStaysWhenItsNeedsAreWithdrawn() {
        Goal accepted = moved(suggestedBy(1).accept(PLAN, BY_ADA));
        assertThat(accepted.recount(Standing.NONE, LATER).state()).isEqualTo(new Accepted(PLAN, BY_ADA));
    }

    @Test
    void aDroppedGoalNoLongerCounts() {
        Goal dropped = moved(suggestedBy(1).drop("Moved to another product", BY_ADA));
        assertThat(dropped.recount(standing(5), LATER)).isSameAs(dropped);
    }

    @Test
    void droppingAnAcceptedGoalKeepsWhatWasAgreed() {
        // given
        Goal accepted = moved(suggestedBy(1).accept(PLAN, BY_ADA));
        // when
        Goal dropped = moved(accepted.drop("Moved to another product", BY_ADA));
        // then
        assertThat(dropped.state())
                .isEqualTo(new Dropped(Optional.of(new Accepted(PLAN, BY_ADA)), "Moved to another product", BY_ADA));
        assertThat(dropped.version()).isEqualTo(3);
    }

    @Test
    void whatIsOverCanNeitherBeAcceptedNorDropped() {
        Goal dropped = moved(suggestedBy(1).drop("Moved to another product", BY_ADA));
        Goal achieved = withState(new Accepted(PLAN, BY_ADA).achieve(BY_ADA));
        Goal withdrawn = withState(new Withdrawn(LATER));

        for (Goal over : new Goal[] {dropped, achieved, withdrawn}) {
            assertThat(over.accept(PLAN, BY_ADA)).isInstanceOf(Decision.Refused.class);
            assertThat(over.drop("Again and again", BY_ADA)).isInstanceOf(Decision.Refused.class);
        }
    }

    @Test
    void whatIsAcceptedCanNotBeAcceptedAgain() {
        Goal accepted = moved(suggestedBy(1).accept(PLAN, BY_ADA));
        assertThat(accepted.accept(PLAN, BY_ADA)).isEqualTo(new Decision.Refused("The goal is accepted already"));
    }

    private static Goal moved(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Moved.class);
        return ((Decision.Moved) decision).goal();
    }

    private static Standing standing(int needs) {
        return new Standing(needs, Optional.of(NOVEMBER));
    }

    private static Goal suggestedBy(int needs) {
        return new Goal(
                new UUID(0, 1),
                new AgentTopic("a-17", "product-knowledge"),
                GoalKind.QUALITY,
                new Suggested(),
                standing(needs),
                1,
                NOVEMBER,
                NOVEMBER);
    }

    private static Goal withState(GoalState state) {
        Goal goal = suggestedBy(1);
        return new Goal(
                goal.id(), goal.about(), goal.kind(), state, goal.behind(), 2, goal.createdAt(), goal.updatedAt());
    }
}
