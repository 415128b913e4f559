package dev.touchline.coaching.kafka;

/** The Kafka topics that coaching-service reads and writes. */
public final class KafkaTopics {
    public static final String SURVEY_RESPONSES = "survey.responses";
    public static final String COACHING_NEEDED = "coaching.needed";
    public static final String COACHING_OUTCOMES = "coaching.outcomes";
    public static final String ROSTER = "roster";

    private KafkaTopics() {}
}
