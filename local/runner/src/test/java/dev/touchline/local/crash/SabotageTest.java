package dev.touchline.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.local.LocalStack;
import dev.touchline.local.Service;
import dev.touchline.local.crash.Difference.Sort;
import dev.touchline.local.crash.Rule.Each;
import dev.touchline.local.crash.sabotage.AgentJar;
import dev.touchline.local.crash.sabotage.EarlyCommitAgent;
import dev.touchline.local.crash.sabotage.ForgottenKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Shows that the check of {@link CrashE2E} can fail: the same kill at the same moment leaves no difference with the
 * product as it is, and a difference of the right sort once the product is sabotaged.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SabotageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<Rule> RULES =
            List.of(new Each("sabotage-each", new TreeSet<>(List.of(SurveyPlan.KNOWLEDGE)), 25, Duration.ZERO));

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static CrashStack crash;

    @BeforeAll
    static void startStack() throws Exception {
        crash = CrashStack.start(folder);
        crash.enforce(RULES);
    }

    @AfterAll
    static void stopStack() {
        if (crash != null) {
            crash.close();
        }
    }

    @Test
    void offsetsCommittedBeforeTheEffectLoseWhatWasHeld() throws Exception {
        List<Difference> asItIs = killCoachingWhileItHoldsABatch("held");

        stack().useJvmArguments(Service.COACHING, List.of(AgentJar.attach(folder)));
        stack().restart("coaching");
        assertThat(PointsReached.countInLog(stack(), "coaching", EarlyCommitAgent.DONE))
                .isOne();
        List<Difference> sabotaged = killCoachingWhileItHoldsABatch("lost");

        assertThat(asItIs).as(() -> Difference.report(asItIs)).isEmpty();
        System.out.printf("Sabotaged, the check says:%n%s%n", Difference.report(sabotaged));
        assertThat(sabotaged)
                .as(() -> Difference.report(sabotaged))
                .anyMatch(each -> each.sort() == Sort.LOST && each.where().equals("coaching.need"))
                .anyMatch(each -> each.sort() == Sort.LOST && each.where().equals("coaching.item"))
                .allMatch(each -> each.sort() == Sort.LOST && each.where().startsWith("coaching."));
    }

    @Test
    void aUniqueKeyWithoutEffectDoublesWhatIsRedelivered() throws Exception {
        List<Difference> asItIs = killGoalsBetweenEffectAndCommit("once");

        Table.execute(stack(), Service.GOALS, ForgottenKey.SQL);
        List<Difference> sabotaged = killGoalsBetweenEffectAndCommit("twice");

        assertThat(asItIs).as(() -> Difference.report(asItIs)).isEmpty();
        System.out.printf("Sabotaged, the check says:%n%s%n", Difference.report(sabotaged));
        assertThat(sabotaged)
                .as(() -> Difference.report(sabotaged))
                .anyMatch(each -> each.sort() == Sort.DOUBLED && each.where().equals("goals.need_noted"))
                .anyMatch(each -> each.sort() == Sort.DOUBLED && each.where().equals("goals.goal"))
                .allMatch(each -> each.sort() == Sort.DOUBLED && each.where().startsWith("goals."));
    }

    /**
     * PostgreSQL is away when the needs arrive, so coaching holds a batch that has had no effect; then it is killed.
     */
    private static List<Difference> killCoachingWhileItHoldsABatch(String name) throws Exception {
        String holding = "holding the batch name=" + Settled.COACHING_NEEDS;
        Round round = Round.of(crash, name, RULES);
        int before = PointsReached.countInLog(stack(), "coaching", holding);
        stack().kill9("postgres");
        round.post();
        await("coaching holds a batch", () -> PointsReached.countInLog(stack(), "coaching", holding) > before);
        stack().kill9("coaching");
        stack().useJvmArguments(Service.COACHING, List.of());
        stack().restart("postgres");
        stack().restart("coaching");
        return round.settleAndCompare();
    }

    /** The offsets of what has had its effect are not committed, so all of it is delivered again. */
    private static List<Difference> killGoalsBetweenEffectAndCommit(String name) throws Exception {
        Strike.AtPoint point = new Strike.AtPoint(Service.GOALS, "after-db-commit-goals-needs", 1);
        Round round = Round.of(crash, name, RULES);
        int before = PointsReached.count(stack(), point);
        stack().useJvmArguments(Service.GOALS, List.of("-Dtouchline.failpoint=" + point.point()));
        stack().restart("goals");
        round.post();
        await("goals dies", () -> !stack().alive("goals"));
        assertThat(PointsReached.count(stack(), point)).isEqualTo(before + 1);
        stack().useJvmArguments(Service.GOALS, List.of());
        stack().restart("goals");
        return round.settleAndCompare();
    }

    private static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(PATIENCE).until(condition);
    }

    private static LocalStack stack() {
        return crash.stack();
    }
}
