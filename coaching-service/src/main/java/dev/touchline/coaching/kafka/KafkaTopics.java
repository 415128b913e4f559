package dev.touchline.coaching.kafka;

/** The Kafka topics that coaching-service reads and writes. */
public final class KafkaTopics {
    public static final String SURVEY_RESPONSES = "survey.responses";
    public static final String COACHING_NEEDED = "coaching.needed";
    public static final String COACHING_OUTCOMES = "coaching.outcomes";
    public static final String ROSTER = "roster";
    /** Compacted: the responses whose words are erased. */
    public static final String PRIVACY_ERASURES = "privacy.erasures";

    private KafkaTopics() {}
}
