package dev.touchline.alerting.core.backtest;

import dev.touchline.alerting.core.AlertEngine;
import dev.touchline.alerting.core.Baselines;
import dev.touchline.alerting.core.Coaching;
import dev.touchline.alerting.core.Colleagues;
import dev.touchline.alerting.core.Decision;
import dev.touchline.alerting.core.FilterBook;
import dev.touchline.alerting.core.Judgement;
import dev.touchline.alerting.core.Remembered;
import dev.touchline.alerting.core.Response;
import dev.touchline.alerting.core.ResponseJudge;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Replays the past of some agents through the engine of production, in the order in which it arrived. All responses of
 * one agent must come to the same replay; replays of different agents may run at once, and their tallies add up.
 *
 * <p>Memory grows with agents, topics and the responses within the grace, never with the length of the past: a flag is
 * counted, and forgotten, once nothing can take it back.
 */
public final class Replay {
    /** Most agents of one replay; what is kept of each is some KiB. */
    public static final int MOST_AGENTS = 20_000;

    private final Trying trying;
    private final int partition;
    private final Set<String> topics;
    private final boolean compares;
    private final FilterBook book;
    private final AlertEngine engine;
    private final ResponseJudge judge;
    private final Tally tally;
    private final Agents agents;

    /** @param partition of its agents */
    public Replay(Trying trying, int partition) {
        this.trying = trying;
        this.partition = partition;
        this.topics = trying.topics();
        this.compares = trying.comparesWithUsual();
        this.book = trying.book();
        this.engine = new AlertEngine(trying.grace());
        this.judge = new ResponseJudge(engine);
        this.tally = new Tally(trying.outcomes(), trying.period());
        this.agents = new Agents(trying.grace());
    }

    /** What comes out when nothing is heard. */
    public static Tally nothing(Trying trying) {
        return new Tally(trying.outcomes(), trying.period());
    }

    /** There are more agents than a backtest can hold in memory. */
    public static final class TooManyAgents extends RuntimeException {
        TooManyAgents() {
            super("more than " + MOST_AGENTS + " agents on one partition", null, false, false);
        }
    }

    /**
     * Hears the next response of the partition.
     *
     * @param arrived by the broker's clock
     * @throws TooManyAgents beyond {@link #MOST_AGENTS}
     */
    public void hear(String agent, Response whole, Instant arrived) {
        agents.endsDay(arrived);
        Response response = whole.about(topics);
        AgentMemory memory = agents.get(agent);
        coach(agent, memory, arrived);
        Optional<Remembered> earlier = memory.earlier(response.key());
        Judgement judgement = judge.judge(response, earlier, memory::history, book, usual(memory));
        tally.heard(judgement);
        Agents.remember(memory, response, judgement);
        if (judgement instanceof Judgement.Evaluated evaluated) {
            evaluated.decisions().forEach((topic, decision) -> decided(agent, memory, topic, decision));
            if (compares) {
                agents.contribute(memory, earlier, evaluated);
            }
        }
    }

    /** Counts what is still open, and gives the whole; nothing may be heard after that. */
    public Tally finish() {
        agents.all().forEach(memory -> memory.pending().forEach(pending -> count(pending.settleAll())));
        agents.forget();
        return tally;
    }

    /** How much is remembered: responses, flags that may still change, and days of ratings. */
    int remembered() {
        return agents.size();
    }

    private Baselines usual(AgentMemory memory) {
        return compares
                ? new Colleagues(receivedAt -> trying.usual(), partition, memory::contributions)
                : Baselines.NONE;
    }

    /** What became known since the agent's last response; until then nothing could come of it. */
    private void coach(String agent, AgentMemory memory, Instant until) {
        for (Coaching coaching : memory.coached(trying.outcomes().coachings(agent), until)) {
            if (topics.contains(coaching.topic())) {
                Decision decision = engine.coached(memory.history(coaching.topic()), coaching.at());
                memory.keep(coaching.topic(), decision.history());
                decided(agent, memory, coaching.topic(), decision);
            }
        }
    }

    private void decided(String agent, AgentMemory memory, String topic, Decision decision) {
        if (decision.changes().isEmpty() && !memory.hasPending(topic)) {
            return;
        }
        Pending pending = memory.pending(agent, topic);
        decision.changes().forEach(pending::take);
        if (pending.due(decision.history().closedBefore())) {
            count(pending.settle(decision.history().closedBefore()));
        }
    }

    private void count(SortedMap<Long, List<Flag>> days) {
        days.values().forEach(tally::settled);
    }
}
