package dev.touchline.local.crash;

import dev.touchline.local.LocalStack;
import dev.touchline.local.StackFailure;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.awaitility.Awaitility;

/**
 * Kills processes while the driver posts, one strike after the other, each within its share of the posts. What was
 * killed starts again at once but is not waited for before the next strike, unless that one needs it.
 */
final class Killer {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMillis(150);
    /** Posts that are let through at every look while a process is to run into its point. */
    private static final int TRICKLE = 8;

    private final LocalStack stack;
    private final Driver driver;
    private final Gate gate;
    private final RandomGenerator random;
    private final KillLog log;
    private int opened;
    private int kills;

    Killer(LocalStack stack, Driver driver, Gate gate, RandomGenerator random, KillLog log) {
        this.stack = stack;
        this.driver = driver;
        this.gate = gate;
        this.random = random;
        this.log = log;
    }

    /**
     * Strikes, then lets the rest of the posts through with everything running.
     *
     * @param posts how many the driver has
     */
    void strike(List<Strike> strikes, int posts) {
        for (int i = 0; i < strikes.size(); i++) {
            Strike strike = strikes.get(i);
            int end = posts * (i + 1) / (strikes.size() + 1);
            int from = Math.min(end, driver.accepted());
            // The kill falls somewhere into the first half, the rest is for what comes after it.
            int moment = from + random.nextInt(Math.max(1, (end - from) / 2));
            openTo(from + (end - from) / 2 + SurveyPlan.LARGEST_CHUNK, posts);
            awaitFlow(moment);
            switch (strike) {
                case Strike.Backing backing -> bringBack(backing, from + (end - from) / 2);
                case Strike.AtPoint at -> runInto(at, posts);
                case Strike.Frozen frozen -> freeze(frozen, end);
                case Strike.Wiped wiped -> wipe(wiped);
                case Strike.Rolling rolling -> roll(rolling);
            }
            openTo(end, posts);
        }
        openTo(posts, posts);
        reviveAll();
    }

    int kills() {
        return kills;
    }

    private void kill(String victim) {
        log.say("kill -9 %s (%d accepted, %d refused)", victim, driver.accepted(), driver.refused());
        stack.kill9(victim);
        kills++;
    }

    private void bringBack(Strike.Backing backing, int flow) {
        kill(backing.victim());
        if (backing.flowsWithout()) {
            awaitFlow(flow);
            log.say("%s starts after %d accepted", backing.victim(), driver.accepted());
        }
        stack.awaitReady(launch(backing.victim()));
    }

    private String launch(String name) {
        stack.launch(name);
        return name;
    }

    private void openTo(int target, int posts) {
        int upTo = Math.min(target, posts);
        if (upTo > opened) {
            gate.open(upTo - opened);
            opened = upTo;
        }
    }

    private void awaitFlow(int accepted) {
        Awaitility.await("posts accepted").atMost(PATIENCE).pollInterval(LOOK).until(() -> {
            driver.mustBeWell();
            reviveTheDead("");
            return driver.accepted() >= accepted;
        });
    }

    /** Posts go on meanwhile, and whatever it had begun is somebody else's when it wakes up. */
    private void freeze(Strike.Frozen frozen, int posts) {
        log.say("%s is frozen (%d accepted)", frozen.victim(), driver.accepted());
        Signals.freeze(stack.pid(frozen.victim()));
        openTo(posts, posts);
        Awaitility.await().pollDelay(frozen.how()).atMost(PATIENCE).until(() -> true);
        Signals.thaw(stack.pid(frozen.victim()));
        log.say("%s wakes up (%d accepted)", frozen.victim(), driver.accepted());
    }

    private void wipe(Strike.Wiped wiped) {
        kill(wiped.victim());
        stack.folder().forgetState(wiped.instance());
        log.say("%s starts without its state", launch(wiped.victim()));
    }

    private void roll(Strike.Rolling rolling) {
        for (String name : stack.services()) {
            if (name.startsWith(rolling.service().label())) {
                stack.restart(name);
                log.say("%s was restarted in order", name);
            }
        }
    }

    private void runInto(Strike.AtPoint at, int posts) {
        kill(at.victim());
        String armed = at.point() + ":" + (1 + random.nextInt(at.latest()));
        int before = PointsReached.count(stack, at);
        stack.useJvmArguments(at.service(), List.of("-Dtouchline.failpoint=" + armed));
        log.say("%s starts with failpoint %s", launch(at.victim()), armed);
        awaitReadyOrDead(at.victim());
        Awaitility.await(at.victim() + " reaches " + armed)
                .atMost(PATIENCE)
                .pollInterval(LOOK)
                .until(() -> {
                    driver.mustBeWell();
                    openTo(opened + TRICKLE, posts);
                    reviveTheDead(at.victim());
                    return !stack.alive(at.victim());
                });
        if (PointsReached.count(stack, at) != before + 1) {
            throw new AssertionError("%s died, but not at %s".formatted(at.victim(), armed));
        }
        log.say("%s died at %s", at.victim(), armed);
        kills++;
        stack.useJvmArguments(at.service(), List.of());
        launch(at.victim());
    }

    /** It may run into its point before it is ready: there is a backlog. */
    private void awaitReadyOrDead(String name) {
        try {
            stack.awaitReady(name);
        } catch (StackFailure e) {
            if (stack.alive(name)) {
                throw e;
            }
        }
    }

    /** Starts what ended by itself, e.g. because Kafka was away while it started; any supervisor would. */
    private void reviveTheDead(String except) {
        for (String name : stack.services()) {
            if (!name.equals(except) && !stack.alive(name)) {
                log.say("%s had ended by itself, starting it again", name);
                launch(name);
            }
        }
    }

    private void reviveAll() {
        for (String name : stack.names()) {
            Awaitility.await(name + " is ready").atMost(PATIENCE).until(() -> isReady(name));
        }
    }

    private boolean isReady(String name) {
        try {
            stack.awaitReady(name);
            return true;
        } catch (StackFailure e) {
            log.say("%s", e.getMessage());
            reviveTheDead("");
            return false;
        }
    }
}
