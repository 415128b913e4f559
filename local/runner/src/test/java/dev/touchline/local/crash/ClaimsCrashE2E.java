package dev.touchline.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.local.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Supervisors claim side by side what one queue holds while coaching-service is killed with -9, at random and at its
 * failpoints.
 *
 * <p>{@code -Dtouchline.crash=full} takes the long form, {@code -Dtouchline.crash.seed=N} repeats a run.
 */
@Timeout(value = 90, unit = TimeUnit.MINUTES)
class ClaimsCrashE2E {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String COACHING = Service.COACHING.label();
    private static final String CLAIMED = "after-claim-before-reply";
    private static final String PUBLISHED = "after-outbox-publish";

    private record Form(int claimers, int items, int claimKills, int relayItems, int relayKills) {
        static Form chosen() {
            return "full".equals(System.getProperty("touchline.crash"))
                    ? new Form(64, 10_000, 40, 500, 200)
                    : new Form(16, 1_000, 5, 60, 10);
        }
    }

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final KillLog log = new KillLog();
    private final Random random = new Random(Long.getLong("touchline.crash.seed", 1));

    @Test
    void everyItemGoesToOneSupervisorAndEveryOutcomeIsToldInOrder() throws Exception {
        Form form = Form.chosen();
        try (CrashStack crash = CrashStack.start(folder)) {
            crash.stack().stop(Service.ALERTING.label());
            crash.stack().stop(Service.GOALS.label());
            arm(crash, null);
            eachItemToOne(crash, form);
            everyOutcomeInOrder(crash, form);
        } finally {
            System.out.println(log);
        }
    }

    private void eachItemToOne(CrashStack crash, Form form) throws Exception {
        OpenItems items = new OpenItems(crash.stack(), "claimed");
        items.open(form.items());
        try (Claimers claimers = Claimers.start(crash, items.team(), form.claimers(), Claimers.Habit.KEEP)) {
            for (int kill = 1; kill <= form.claimKills(); kill++) {
                int share = form.items() * kill / (form.claimKills() + 1);
                Awaitility.await().atMost(PATIENCE).until(() -> items.in("claimed") >= share);
                strike(crash, kill % 3 == 0 ? null : kill % 3 == 1 ? CLAIMED : PUBLISHED);
            }
            Awaitility.await().atMost(PATIENCE).until(() -> items.in("open") == 0);
            claimers.stop();
            log.say(
                    "%d items claimed, %d of them told",
                    items.in("claimed"), claimers.held().size());
            assertThat(claimers.surprises()).isEmpty();
            assertThat(claimers.toldTwice())
                    .as("items that two were told to have")
                    .isEmpty();
            assertThat(items.claims())
                    .as("claims of each item")
                    .hasSize(form.items())
                    .allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
            Map<String, String> holders = items.holders();
            assertThat(claimers.held())
                    .allSatisfy((item, subject) -> assertThat(holders).containsEntry(item, subject));
        }
        items.endLeases();
        Awaitility.await("nothing is stuck after the lease")
                .atMost(PATIENCE)
                .until(() -> items.in("open") == form.items());
        log.say("all leases ended, all items are open again");
        Awaitility.await().atMost(PATIENCE).until(() -> items.outbox() == 0);
        TopicOrder.check(crash.stack(), items);
    }

    private void everyOutcomeInOrder(CrashStack crash, Form form) throws Exception {
        OpenItems items = new OpenItems(crash.stack(), "relayed");
        items.open(form.relayItems());
        try (Claimers claimers = Claimers.start(crash, items.team(), 8, Claimers.Habit.GIVE_BACK)) {
            for (int kill = 0; kill < form.relayKills(); kill++) {
                strike(crash, PUBLISHED);
                // Whoever had an item as it died keeps it until the lease ends; soon there would be none left.
                items.endLeases();
            }
            claimers.stop();
            assertThat(claimers.surprises()).isEmpty();
        }
        crash.stack().awaitReady(COACHING);
        items.endLeases();
        // What ends a lease is a step as well: as long as one is to come, no two looks find the same.
        Awaitility.await().atMost(PATIENCE).until(() -> items.in("open") == form.relayItems());
        Awaitility.await().atMost(PATIENCE).until(() -> items.outbox() == 0);
        log.say("the outbox is empty");
        TopicOrder.check(crash.stack(), items);
    }

    /** Kills at once, or when it comes to the point. */
    private void strike(CrashStack crash, @Nullable String point) {
        if (point == null) {
            crash.stack().kill9(COACHING);
            log.say("kill -9");
        } else {
            crash.stack().kill9(COACHING);
            String armed = point + ":" + (1 + random.nextInt(5));
            arm(crash, armed);
            Awaitility.await(armed).atMost(PATIENCE).until(() -> !crash.stack().alive(COACHING));
            log.say("died at %s", armed);
        }
        arm(crash, null);
    }

    /** Starts it, to die at that point or not. */
    private static void arm(CrashStack crash, @Nullable String point) {
        String limit = "-Dtouchline.coaching.work-in-progress=1000";
        crash.stack()
                .useJvmArguments(
                        Service.COACHING,
                        point == null ? List.of(limit) : List.of(limit, "-Dtouchline.failpoint=" + point));
        if (crash.stack().alive(COACHING)) {
            crash.stack().restart(COACHING);
            return;
        }
        crash.stack().launch(COACHING);
        if (point == null) {
            crash.stack().awaitReady(COACHING);
        }
    }
}
