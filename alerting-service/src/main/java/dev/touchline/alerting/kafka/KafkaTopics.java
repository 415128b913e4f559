package dev.touchline.alerting.kafka;

import java.util.List;

/** The Kafka topics that alerting reads and writes. */
public final class KafkaTopics {
    public static final String RESPONSES = "survey.responses";
    public static final String LATE = "survey.late";
    public static final String FILTERS = "alerting.filters";
    public static final String BASELINES = "alerting.baselines";
    public static final String PULSES = "alerting.pulses";
    public static final String PULSES_DLQ = "alerting.pulses.dlq";
    public static final String CAUSES = "alerting.causes";
    public static final String MUTED = "alerting.muted";
    public static final String NEEDED = "coaching.needed";
    public static final String OUTCOMES = "coaching.outcomes";
    public static final String ROSTER = "roster";
    public static final String ERASURES = "privacy.erasures";
    public static final String OUTCOMES_DLQ = "coaching.outcomes.dlq";
    public static final String RESPONSES_DLQ = "survey.responses.dlq";

    /** Those that the topology can't start without. */
    static final List<String> OF_TOPOLOGY = List.of(
            RESPONSES,
            OUTCOMES,
            LATE,
            BASELINES,
            PULSES,
            CAUSES,
            MUTED,
            NEEDED,
            RESPONSES_DLQ,
            OUTCOMES_DLQ,
            PULSES_DLQ);

    private KafkaTopics() {}
}
