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
 * {@code alerting.pulses}, {@code alerting.muted}, {@code survey.late} and {@code survey.responses.dlq}. Keys and
 * values pass as bytes: nothing can fail before the processor sees it.
 */
final class AlertingTopology {
    private static final String SOURCE = "responses-in";
    private static final String JUDGE = "judge";
    private static final String PULSES = "pulses-in";
    private static final String DETECTOR = "detector";

    private AlertingTopology() {}

    static Topology of(Judging judging, AlertingMetrics metrics) {
        Topology topology = new Topology();
        topology.addSource(SOURCE, new ByteArrayDeserializer(), new ByteArrayDeserializer(), KafkaTopics.RESPONSES);
        topology.addProcessor(JUDGE, new Judges(judging, metrics), SOURCE);
        sink(topology, JUDGE, Outputs.NEEDED, KafkaTopics.NEEDED);
        sink(topology, JUDGE, Outputs.BASELINES, KafkaTopics.BASELINES);
        sink(topology, JUDGE, Outputs.PULSES, KafkaTopics.PULSES);
        sink(topology, JUDGE, Outputs.MUTED, KafkaTopics.MUTED);
        sink(topology, JUDGE, Outputs.LATE, KafkaTopics.LATE);
        sink(topology, JUDGE, Outputs.DEAD, KafkaTopics.RESPONSES_DLQ);
        judging.watch().ifPresent(watch -> search(topology, watch));
        return topology;
    }

    /** {@code alerting.pulses} → detector → {@code alerting.causes} and {@code coaching.needed}. */
    private static void search(Topology topology, Watchfulness watch) {
        topology.addSource(PULSES, new ByteArrayDeserializer(), new ByteArrayDeserializer(), KafkaTopics.PULSES);
        topology.addProcessor(DETECTOR, () -> new CauseProcessor(watch), PULSES);
        topology.addStateStore(StateStores.causes(), DETECTOR);
        sink(topology, DETECTOR, Outputs.CAUSES, KafkaTopics.CAUSES);
        sink(topology, DETECTOR, Outputs.OPERATIONS, KafkaTopics.NEEDED);
    }

    private static void sink(Topology topology, String from, String name, String kafkaTopic) {
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
