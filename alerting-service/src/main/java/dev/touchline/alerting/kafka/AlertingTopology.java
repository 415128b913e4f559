package dev.touchline.alerting.kafka;

import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The topology: {@code survey.responses} → judge → {@code coaching.needed}, {@code alerting.baselines},
 * {@code survey.late} and {@code survey.responses.dlq}. Keys and values pass as bytes: nothing can fail before the
 * processor sees it.
 */
final class AlertingTopology {
    private static final String SOURCE = "responses-in";
    private static final String JUDGE = "judge";

    private AlertingTopology() {}

    static Topology of(Judging judging, AlertingMetrics metrics) {
        Topology topology = new Topology();
        topology.addSource(SOURCE, new ByteArrayDeserializer(), new ByteArrayDeserializer(), KafkaTopics.RESPONSES);
        topology.addProcessor(JUDGE, new Judges(judging, metrics), SOURCE);
        sink(topology, Outputs.NEEDED, KafkaTopics.NEEDED);
        sink(topology, Outputs.BASELINES, KafkaTopics.BASELINES);
        sink(topology, Outputs.LATE, KafkaTopics.LATE);
        sink(topology, Outputs.DEAD, KafkaTopics.RESPONSES_DLQ);
        return topology;
    }

    private static void sink(Topology topology, String name, String kafkaTopic) {
        topology.addSink(name, kafkaTopic, new ByteArraySerializer(), new ByteArraySerializer(), JUDGE);
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
