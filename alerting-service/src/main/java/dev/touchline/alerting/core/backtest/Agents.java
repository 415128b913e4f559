package dev.touchline.alerting.core.backtest;

import dev.touchline.alerting.core.Closing;
import dev.touchline.alerting.core.Colleagues;
import dev.touchline.alerting.core.Counted;
import dev.touchline.alerting.core.Judgement;
import dev.touchline.alerting.core.Remembered;
import dev.touchline.alerting.core.Response;
import dev.touchline.alerting.core.Snapshot;
import dev.touchline.alerting.core.Snapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is remembered of the agents of one partition while its past is heard. Days are those of the broker's clock: one
 * is over when the first record of a later one comes, as for the stream.
 */
final class Agents {
    private final Map<String, AgentMemory> agents = new HashMap<>();
    private final int keepDays;
    private long closed = Long.MIN_VALUE;

    Agents(Duration grace) {
        this.keepDays = Snapshots.contributionDays(grace);
    }

    /** @throws Replay.TooManyAgents beyond {@link Replay#MOST_AGENTS} */
    AgentMemory get(String agent) {
        AgentMemory known = agents.get(agent);
        if (known != null) {
            return known;
        }
        if (agents.size() >= Replay.MOST_AGENTS) {
            throw new Replay.TooManyAgents();
        }
        AgentMemory fresh = new AgentMemory();
        agents.put(agent, fresh);
        return fresh;
    }

    Collection<AgentMemory> all() {
        return agents.values();
    }

    /** How much is remembered: responses, flags that may still change, and days of ratings. */
    int size() {
        return agents.values().stream().mapToInt(AgentMemory::size).sum();
    }

    void forget() {
        agents.clear();
    }

    /** Goes on to when a record came; says whether a day is over. */
    boolean endsDay(Instant arrived) {
        long over = Colleagues.day(arrived) - 1;
        if (over <= closed) {
            return false;
        }
        closed = over;
        return true;
    }

    /** What was known by the end of the day that is over. */
    List<Snapshot> snapshots(int partition) {
        Closing closing = new Closing(closed);
        agents.values().forEach(memory -> memory.contributions(closing));
        return closing.snapshots(partition);
    }

    /** Enters what a response that was judged adds to what is usual, in the day that is open. */
    void contribute(AgentMemory memory, Optional<Remembered> earlier, Judgement.Evaluated evaluated) {
        Counted before = earlier.map(Remembered::counted).orElse(Counted.NOTHING);
        long open = closed + 1;
        memory.contribute(before, evaluated.remembered().counted(), open, open - keepDays);
    }

    /** Whether it was judged, not known, superseded or late; what that leaves is remembered. */
    static void remember(AgentMemory memory, Response response, Judgement judgement) {
        switch (judgement) {
            case Judgement.Evaluated evaluated -> {
                evaluated.decisions().forEach((topic, decision) -> memory.keep(topic, decision.history()));
                memory.remember(response, evaluated.remembered());
            }
            case Judgement.Late late -> memory.remember(response, late.remembered());
            case Judgement.Duplicate duplicate -> {}
            case Judgement.Superseded superseded -> {}
        }
    }
}
