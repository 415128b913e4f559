package dev.touchline.feedback.kafka;

/** The Kafka topics that this service writes or reads. */
public final class KafkaTopics {
    public static final String SURVEY_RESPONSES = "survey.responses";
    public static final String SURVEY_QUARANTINE = "survey.quarantine";
    /** What platforms measured of agents. */
    public static final String AGENT_METRICS = "agent.metrics";
    /** What QA saw in single interactions. */
    public static final String QUALITY_EVALUATIONS = "quality.evaluations";
    /** What became of coaching items. */
    public static final String COACHING_OUTCOMES = "coaching.outcomes";
    /** Compacted: agents and teams. */
    public static final String ROSTER = "roster";
    /** Compacted: sources and the hashes of their keys. */
    public static final String FEEDBACK_SOURCES = "feedback.sources";
    /** Compacted: the responses whose words are erased. */
    public static final String PRIVACY_ERASURES = "privacy.erasures";

    private KafkaTopics() {}
}
