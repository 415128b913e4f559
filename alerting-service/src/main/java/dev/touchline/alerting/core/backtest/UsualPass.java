package dev.touchline.alerting.core.backtest;

import dev.touchline.alerting.core.AlertEngine;
import dev.touchline.alerting.core.Baselines;
import dev.touchline.alerting.core.FilterBook;
import dev.touchline.alerting.core.Judgement;
import dev.touchline.alerting.core.Remembered;
import dev.touchline.alerting.core.Response;
import dev.touchline.alerting.core.ResponseJudge;
import dev.touchline.alerting.core.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The first pass of a backtest whose filters compare with what is usual: hears a partition's past and makes the
 * snapshots that the stream would have published then, on the topics that matter.
 */
public final class UsualPass {
    private final Set<String> topics;
    private final int partition;
    private final ResponseJudge judge;
    private final Agents agents;
    private final List<Snapshot.Published> snapshots = new ArrayList<>();

    public UsualPass(Set<String> topics, Duration grace, int partition) {
        this.topics = Set.copyOf(topics);
        this.partition = partition;
        this.judge = new ResponseJudge(new AlertEngine(grace));
        this.agents = new Agents(grace);
    }

    /**
     * Hears the next response of the partition.
     *
     * @param arrived by the broker's clock
     * @throws Replay.TooManyAgents beyond {@link Replay#MOST_AGENTS}
     */
    public void hear(String agent, Response whole, Instant arrived) {
        if (agents.endsDay(arrived)) {
            agents.snapshots(partition).forEach(made -> snapshots.add(new Snapshot.Published(made, arrived)));
        }
        Response response = whole.about(topics);
        AgentMemory memory = agents.get(agent);
        Optional<Remembered> earlier = memory.earlier(response.key());
        Judgement judgement = judge.judge(response, earlier, memory::history, FilterBook.EMPTY, Baselines.NONE);
        if (judgement instanceof Judgement.Evaluated evaluated) {
            agents.contribute(memory, earlier, evaluated);
        }
        Agents.remember(memory, response, judgement);
    }

    /** All that were made, oldest first. */
    public List<Snapshot.Published> snapshots() {
        return List.copyOf(snapshots);
    }

    /** How much is remembered, the snapshots apart. */
    int remembered() {
        return agents.size();
    }
}
