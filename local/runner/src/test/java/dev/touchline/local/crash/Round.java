package dev.touchline.local.crash;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A few poor responses of agents that nobody else uses, so that several rounds can share a stack. */
final class Round {
    private static final int AGENTS = 4;
    private static final int RESPONSES = 80;
    private static final int BATCH = 20;

    private final CrashStack crash;
    private final List<String> agents;
    private final Collection<? extends Rule> rules;
    private final Driver driver;
    private final Gate gate = new Gate();

    private Round(CrashStack crash, List<String> agents, SurveyPlan plan, Collection<? extends Rule> rules) {
        this.crash = crash;
        this.agents = agents;
        this.rules = rules;
        this.driver = new Driver(crash.stack().api(), crash.stack().sourceKey(), plan, gate);
    }

    /** Hires the round's agents; posts nothing yet. */
    static Round of(CrashStack crash, String name, Collection<? extends Rule> rules)
            throws IOException, InterruptedException {
        List<String> agents = crash.hire(name, AGENTS);
        return new Round(crash, agents, poor(name, agents), rules);
    }

    /** Every one of them is a need of its own, told in one record. */
    private static SurveyPlan poor(String name, List<String> agents) {
        Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(2));
        List<List<Posted>> chunks = new ArrayList<>();
        for (int i = 0; i < RESPONSES; i++) {
            if (i % BATCH == 0) {
                chunks.add(new ArrayList<>());
            }
            Instant at = begin.plusSeconds(60L * i);
            String id = "%s-%03d".formatted(name, i);
            chunks.getLast()
                    .add(new Posted(id, agents.get(i % AGENTS), at, at, Map.of(SurveyPlan.KNOWLEDGE, 1 + i % 2)));
        }
        return new SurveyPlan(chunks);
    }

    /** Posts all and returns when all is accepted. */
    void post() {
        gate.open(RESPONSES);
        driver.start().awaitDone(Duration.ofMinutes(1));
    }

    List<Difference> settleAndCompare() {
        Settled.await(crash.stack());
        return new Verifier(crash.stack(), agents, rules).differences(driver.events(), List.of());
    }
}
