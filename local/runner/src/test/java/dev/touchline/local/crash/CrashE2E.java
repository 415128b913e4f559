package dev.touchline.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.local.crash.Rule.Count;
import dev.touchline.local.crash.Rule.Each;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Responses pour in, a filter is edited over and over, and three processes share alerting's work, while Kafka,
 * PostgreSQL and the services are killed with -9 at random and at every failpoint, frozen beyond the transaction
 * timeout, rid of their state and restarted one after the other, with a standby of each state or without; in the end
 * exactly what an independent oracle expects must stand everywhere.
 *
 * <p>{@code -Dtouchline.crash=full} takes the long form, {@code -Dtouchline.crash.seed=N} repeats a run.
 */
@Timeout(value = 40, unit = TimeUnit.MINUTES)
class CrashE2E {
    private static final List<Rule> RULES = List.of(
            new Each("crash-each", topics(SurveyPlan.KNOWLEDGE), 25, Duration.ofHours(1)),
            new Count(
                    "crash-count",
                    topics(SurveyPlan.KNOWLEDGE, SurveyPlan.COURTESY),
                    50,
                    3,
                    Duration.ofMinutes(90),
                    Duration.ofHours(2)));

    /** So many processes share alerting's work. */
    private static final int ALERTING = 3;

    private record Form(int responses, int agents, int times, int leastKills) {
        static Form chosen() {
            return "full".equals(System.getProperty("touchline.crash"))
                    ? new Form(20_000, 60, 2, 19)
                    : new Form(3_600, 24, 1, 8);
        }
    }

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void nothingIsLostDoubledOrExtraWhateverIsKilled() throws Exception {
        long seed = Long.getLong("touchline.crash.seed", System.nanoTime());
        Form form = Form.chosen();
        System.out.printf("Crash test: seed %d, %s%n", seed, form);
        KillLog log = new KillLog();
        List<Difference> differences;
        Random random = new Random(seed);
        int standbys = random.nextInt(2);
        try (CrashStack crash = CrashStack.start(folder, ALERTING, standbys)) {
            log.say("the stack is ready, with %d standbys of each state", standbys);
            differences = run(crash, form, random, log);
        } finally {
            System.out.println(log);
        }
        assertThat(differences)
                .as(() -> "seed %d, data in %s%n%s%n%s".formatted(seed, folder, Difference.report(differences), log))
                .isEmpty();
    }

    private static List<Difference> run(CrashStack crash, Form form, Random random, KillLog log) throws Exception {
        List<String> agents = crash.hire("crash", form.agents());
        crash.enforce(RULES);
        SurveyPlan plan = SurveyPlan.of("c", form.responses(), agents, random);
        Gate gate = new Gate();
        Driver driver = new Driver(crash.stack().api(), crash.stack().sourceKey(), plan, gate);
        try (Chat chat = Chat.of(crash);
                Supervisors supervisors =
                        new Supervisors(crash.stack().api(), CrashStack.TEAM, crash.supervisorTokens());
                FilterEdits edits = new FilterEdits(crash.stack().api(), crash.admin())) {
            edits.start();
            supervisors.start();
            driver.start();
            Killer killer = new Killer(crash.stack(), driver, gate, random, log);
            killer.strike(
                    Strike.all(crash.stack(), form.times(), random),
                    plan.posts().size());
            driver.awaitDone(Duration.ofMinutes(5));
            log.say("all %d posts accepted, %d times refused", driver.accepted(), driver.refused());
            supervisors.finish();
            edits.close();
            log.say("%d edits of a filter", edits.made());
            Settled.await(crash.stack());
            log.say(
                    "settled; %d items were claimed and given back",
                    supervisors.grants().size());
            log.say("the chat heard of every step, of %d more than once", chat.check(crash));
            assertThat(killer.kills()).isGreaterThanOrEqualTo(form.leastKills());
            assertThat(supervisors.grants()).isNotEmpty();
            assertThat(edits.made()).isGreaterThanOrEqualTo(form.leastKills());
            assertThat(edits.surprises()).isEmpty();
            int byEdited = EditedFilter.expected(crash.stack(), driver.events()).size();
            log.say("%d needs of the edited filter", byEdited);
            assertThat(byEdited).isPositive();
            List<Difference> differences = new ArrayList<>(supervisors.clashes());
            differences.addAll(
                    new Verifier(crash.stack(), agents, RULES).differences(driver.events(), supervisors.grants()));
            differences.addAll(Books.compare(crash.stack()));
            log.say("compared");
            return differences;
        }
    }

    private static TreeSet<String> topics(String... topics) {
        return new TreeSet<>(List.of(topics));
    }
}
