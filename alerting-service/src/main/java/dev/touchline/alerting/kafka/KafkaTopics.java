package dev.touchline.alerting.kafka;

import java.util.List;

/** The Kafka topics that alerting reads and writes. */
public final class KafkaTopics {
    public static final String RESPONSES = "survey.responses";
    public static final String LATE = "survey.late";
    public static final String FILTERS = "alerting.filters";
    public static final String BASELINES = "alerting.baselines";
    public static final String NEEDED = "coaching.needed";
    public static final String RESPONSES_DLQ = "survey.responses.dlq";

    /** Those that the topology can't start without. */
    static final List<String> OF_TOPOLOGY = List.of(RESPONSES, LATE, BASELINES, NEEDED, RESPONSES_DLQ);

    private KafkaTopics() {}
}
