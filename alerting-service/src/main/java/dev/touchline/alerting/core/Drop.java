package dev.touchline.alerting.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether more agents were rated poorly than chance makes. Each agent counts once, however often: so a few who are
 * rated poorly all the time are never taken for all.
 *
 * <p>An agent with n ratings has a poor one with the probability 1 − (1 − p)ⁿ, where p is the usual share. The number
 * of such agents is then a sum of independent events, of which a binomial distribution of the same mean has the heavier
 * tail from one above the mean on (W. Hoeffding, Annals of Mathematical Statistics 27, 1956).
 *
 * @param agents who were rated
 * @param poor those of them with a poor rating
 * @param expected how many of those there usually are
 * @param chance probability of so many or more; 1 where there are not even more than usual
 */
record Drop(int agents, int poor, double expected, double chance) {
    /** @param agents the ratings of each; those with as many have the same probability */
    static Drop of(Collection<SystemicState.Sum> agents, double usual) {
        SortedMap<Integer, Integer> byRatings = new TreeMap<>();
        int poor = 0;
        for (SystemicState.Sum agent : agents) {
            byRatings.merge(agent.ratings(), 1, Integer::sum);
            poor += agent.poor() > 0 ? 1 : 0;
        }
        double expected = 0;
        for (var one : byRatings.entrySet()) {
            expected += one.getValue() * (1 - Math.pow(1 - usual, one.getKey()));
        }
        double chance = poor < expected + 1 ? 1 : tail(agents.size(), expected / agents.size(), poor);
        return new Drop(agents.size(), poor, expected, chance);
    }

    /** Probability of {@code least} or more of {@code n} events that are as likely as {@code p}. */
    static double tail(int n, double p, int least) {
        double logOdds = Math.log(p) - Math.log1p(-p);
        double logTerm = n * Math.log1p(-p);
        double sum = least == 0 ? Math.exp(logTerm) : 0;
        for (int k = 1; k <= n; k++) {
            logTerm += Math.log(n - k + 1.0) - Math.log(k) + logOdds;
            sum += k >= least ? Math.exp(logTerm) : 0;
        }
        return Math.min(1, sum);
    }

    /**
     * Examples of the poor ratings, one an agent, {@link NeedChange#MOST} pieces and {@link NeedChange#LARGEST} bytes
     * at most.
     */
    static List<Pulse.Example> examples(Collection<Pulse.Heard> heard) {
        Map<String, Pulse.Example> byAgent = new TreeMap<>();
        heard.forEach(one -> one.example().ifPresent(example -> byAgent.put(one.agent(), example)));
        List<Pulse.Example> examples = new ArrayList<>();
        int bytes = 0;
        for (Pulse.Example example : byAgent.values()) {
            bytes += Mark.bytes(example.response());
            if (examples.size() == NeedChange.MOST || bytes > NeedChange.LARGEST) {
                break;
            }
            examples.add(example);
        }
        return examples;
    }
}
