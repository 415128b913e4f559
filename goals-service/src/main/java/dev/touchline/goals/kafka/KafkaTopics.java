package dev.touchline.goals.kafka;

/** Kafka topics that this service reads. */
final class KafkaTopics {
    static final String COACHING_NEEDED = "coaching.needed";
    static final String COACHING_OUTCOMES = "coaching.outcomes";
    static final String ROSTER = "roster";

    private KafkaTopics() {}
}
