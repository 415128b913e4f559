package dev.touchline.bench.stack;

import java.util.Random;

/**
 * All agent × topic pairs in a random order, each to be used once: a second use would add evidence and open nothing.
 */
public final class Pairs {
    /** The last topics belong to {@link #reserved}. */
    private static final int RESERVED_TOPICS = 3;

    private static final int TOPICS = Teams.TOPICS - RESERVED_TOPICS;

    private final int[] order = new int[Teams.AGENTS * TOPICS];

    public Pairs(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }

    /** How many there are. */
    public int size() {
        return order.length;
    }

    /** The agent of a pair. */
    public int agent(long pair) {
        return order[(int) pair] % Teams.AGENTS;
    }

    /** The topic of a pair. */
    public int topic(long pair) {
        return order[(int) pair] / Teams.AGENTS;
    }

    /** How many pairs of one team are kept out of the order, to fill its queue with. */
    public static int reserved() {
        return Teams.AGENTS / Teams.TEAMS * RESERVED_TOPICS;
    }

    /** The agent of a reserved pair of team 0. */
    public static int reservedAgent(long pair) {
        return (int) (pair / RESERVED_TOPICS) * Teams.TEAMS;
    }

    /** The topic of a reserved pair. */
    public static int reservedTopic(long pair) {
        return TOPICS + (int) (pair % RESERVED_TOPICS);
    }
}
