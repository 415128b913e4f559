package dev.touchline.goals.core;

/**
 * The pair that at most one open goal is about.
 *
 * @param agentId id of the agent as the roster knows it
 * @param topic slug of what the ratings are about, for example {@code product-knowledge}
 */
public record AgentTopic(String agentId, String topic) implements Comparable<AgentTopic> {
    public AgentTopic {
        if (agentId.isBlank() || topic.isBlank()) {
            throw new IllegalArgumentException("A goal is about an agent and a topic");
        }
    }

    @Override
    public int compareTo(AgentTopic other) {
        int byAgent = agentId.compareTo(other.agentId);
        return byAgent != 0 ? byAgent : topic.compareTo(other.topic);
    }
}
