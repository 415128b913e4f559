package dev.touchline.alerting.core.backtest;

import dev.touchline.alerting.core.AlertEngine;
import dev.touchline.alerting.core.Decision;
import dev.touchline.alerting.core.FilterBook;
import dev.touchline.alerting.core.Judgement;
import dev.touchline.alerting.core.Rating;
import dev.touchline.alerting.core.Response;
import dev.touchline.alerting.core.ResponseJudge;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final Set<String> topics;
    private final FilterBook book;
    private final ResponseJudge judge;
    private final Tally tally;
    private final Map<String, AgentMemory> agents = new HashMap<>();

    public Replay(Trying trying) {
        this.trying = trying;
        this.topics = trying.topics();
        this.book = trying.book();
        this.judge = new ResponseJudge(new AlertEngine(trying.grace()));
        this.tally = new Tally(trying.outcomes(), trying.period());
    }

    /** There are more agents than a backtest can hold in memory. */
    public static final class TooManyAgents extends RuntimeException {
        TooManyAgents() {
            super("more than " + MOST_AGENTS + " agents on one partition", null, false, false);
        }
    }

    /** @throws TooManyAgents beyond {@link #MOST_AGENTS} */
    public void hear(String agent, Response whole) {
        Response response = concerning(whole);
        AgentMemory memory = memory(agent);
        Judgement judgement =
                judge.judge(response, memory.earlier(response.key()), memory::history, book, trying.usual());
        tally.heard(judgement);
        switch (judgement) {
            case Judgement.Evaluated evaluated -> {
                evaluated.decisions().forEach((topic, decision) -> decided(agent, memory, topic, decision));
                memory.remember(response, evaluated.remembered());
            }
            case Judgement.Late late -> memory.remember(response, late.remembered());
            case Judgement.Duplicate duplicate -> {}
            case Judgement.Superseded superseded -> {}
        }
    }

    /** Counts what is still open, and gives the whole; nothing may be heard after that. */
    public Tally finish() {
        agents.values().forEach(memory -> memory.pending().forEach(pending -> count(pending.settleAll())));
        agents.clear();
        return tally;
    }

    /** How many responses are remembered. */
    int remembered() {
        return agents.values().stream().mapToInt(AgentMemory::responses).sum();
    }

    private void decided(String agent, AgentMemory memory, String topic, Decision decision) {
        memory.keep(topic, decision.history());
        Pending pending = memory.pending(agent, topic);
        decision.changes().forEach(pending::take);
        if (pending.due(decision.history().closedBefore())) {
            count(pending.settle(decision.history().closedBefore()));
        }
    }

    private void count(SortedMap<Long, List<Flag>> days) {
        days.values().forEach(tally::settled);
    }

    private AgentMemory memory(String agent) {
        AgentMemory known = agents.get(agent);
        if (known != null) {
            return known;
        }
        if (agents.size() >= MOST_AGENTS) {
            throw new TooManyAgents();
        }
        AgentMemory fresh = new AgentMemory();
        agents.put(agent, fresh);
        return fresh;
    }

    /** The response without the topics that neither filter looks at. */
    private Response concerning(Response whole) {
        for (Rating rating : whole.ratings()) {
            if (!topics.contains(rating.topic())) {
                return whole.about(topics);
            }
        }
        return whole;
    }
}
