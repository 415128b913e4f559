package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.Watchfulness;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The topology: {@code survey.responses} → judge → {@code coaching.needed}, {@code alerting.baselines},
 * {@code alerting.pulses}, {@code alerting.muted}, {@code survey.late} and {@code survey.responses.dlq};
 * {@code coaching.outcomes} → learn → {@code coaching.needed} and {@code coaching.outcomes.dlq}. Both are keyed by
 * agent and have as many partitions, so they share the stores. Keys and values pass as bytes: nothing can fail before
 * the processor sees it.
 */
final class AlertingTopology {
    private static final String SOURCE = "responses-in";
    private static final String JUDGE = "judge";
    private static final String PULSES = "pulses-in";
    private static final String DETECTOR = "detector";
    private static final String OUTCOMES = "outcomes-in";
    private static final String LEARN = "learn";

    private AlertingTopology() {}

    static Topology of(Judging judging, AlertingMetrics metrics) {
        Topology topology = new Topology();
        topology.addSource(SOURCE, new ByteArrayDeserializer(), new ByteArrayDeserializer(), KafkaTopics.RESPONSES);
        topology.addProcessor(JUDGE, new Judges(judging, metrics), SOURCE);
        topology.addSource(OUTCOMES, new ByteArrayDeserializer(), new ByteArrayDeserializer(), KafkaTopics.OUTCOMES);
        topology.addProcessor(LEARN, () -> new OutcomeProcessor(judging, metrics), OUTCOMES);
        topology.connectProcessorAndStateStores(LEARN, StateStores.MEMORY, StateStores.ACCOUNTING, StateStores.WARM);
        sink(topology, Outputs.NEEDED, KafkaTopics.NEEDED, JUDGE, LEARN);
        sink(topology, Outputs.BASELINES, KafkaTopics.BASELINES, JUDGE);
        sink(topology, Outputs.PULSES, KafkaTopics.PULSES, JUDGE);
        sink(topology, Outputs.MUTED, KafkaTopics.MUTED, JUDGE);
        sink(topology, Outputs.LATE, KafkaTopics.LATE, JUDGE);
        sink(topology, Outputs.DEAD, KafkaTopics.RESPONSES_DLQ, JUDGE);
        sink(topology, Outputs.DEAD_OUTCOMES, KafkaTopics.OUTCOMES_DLQ, LEARN);
        judging.watch().ifPresent(watch -> search(topology, watch));
        return topology;
    }

    /** {@code alerting.pulses} → detector → {@code alerting.causes}, {@code coaching.needed} and its dead letters. */
    private static void search(Topology topology, Watchfulness watch) {
        topology.addSource(PULSES, new ByteArrayDeserializer(), new ByteArrayDeserializer(), KafkaTopics.PULSES);
        topology.addProcessor(DETECTOR, () -> new CauseProcessor(watch), PULSES);
        topology.addStateStore(StateStores.causes(), DETECTOR);
        sink(topology, Outputs.CAUSES, KafkaTopics.CAUSES, DETECTOR);
        sink(topology, Outputs.OPERATIONS, KafkaTopics.NEEDED, DETECTOR);
        sink(topology, Outputs.DEAD_PULSES, KafkaTopics.PULSES_DLQ, DETECTOR);
    }

    private static void sink(Topology topology, String name, String kafkaTopic, String... from) {
        topology.addSink(name, kafkaTopic, new ByteArraySerializer(), new ByteArraySerializer(), from);
    }

    private record Judges(Judging judging, AlertingMetrics metrics)
            implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {
        @Override
        public Processor<byte[], byte[], byte[], byte[]> get() {
            return new ResponseProcessor(judging, metrics);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return StateStores.all();
        }
    }
}
