package dev.touchline.backing;

import java.util.Map;

/**
 * One Kafka topic as events/topics.yaml wants it.
 *
 * @param name of the Kafka topic
 * @param key what the record's key is, for people
 * @param partitions how many; the same for all
 * @param config the broker's settings for it
 */
public record KafkaTopic(String name, String key, int partitions, Map<String, String> config) {
    /** Copies the settings. */
    public KafkaTopic {
        config = Map.copyOf(config);
    }

    /** Whether it keeps the newest value per key rather than a stretch of time. */
    public boolean compacted() {
        return "compact".equals(config.get("cleanup.policy"));
    }
}
