package dev.touchline.bench.peer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * What Kafka Streams costs without our work: one processor that reads topic and score of each rating, lets poor ones
 * through and counts them per agent and topic; every third goes on, or every so many-th. Exactly once, the same
 * settings as alerting; no event time, no duplicates, no revisions, no filters. A program of its own:
 * {@code BareTopology BOOTSTRAP KAFKA_TOPIC OUT STATE_DIR SO_MANY}.
 */
public final class BareTopology {
    /** Its consumer group. */
    public static final String APPLICATION = "bench-bare-topology";

    /** Printed when it runs. */
    static final String READY = "ready";

    private static final double POOR = 50;
    private static final String COUNTS = "counts";
    private static final JsonFactory JSON = new JsonFactory();

    private BareTopology() {}

    public static void main(String[] args) {
        Topology topology = new Topology();
        topology.addSource("in", new ByteArrayDeserializer(), new ByteArrayDeserializer(), args[1]);
        topology.addProcessor("count", new Counts(Long.parseLong(args[4])), "in");
        topology.addSink("out", args[2], new ByteArraySerializer(), new ByteArraySerializer(), "count");
        KafkaStreams streams = new KafkaStreams(topology, settings(args[0], args[3]));
        streams.setStateListener((now, _) -> {
            if (now == KafkaStreams.State.RUNNING) {
                System.out.println(READY);
            }
        });
        streams.start();
    }

    private static Properties settings(String bootstrap, String stateDir) {
        Map<String, Object> settings = new HashMap<>(AS_ALERTING);
        settings.put("bootstrap.servers", bootstrap);
        settings.put("state.dir", stateDir);
        Properties properties = new Properties();
        properties.putAll(settings);
        return properties;
    }

    private static final Map<String, Object> AS_ALERTING = Map.ofEntries(
            Map.entry("application.id", APPLICATION),
            Map.entry("processing.guarantee", "exactly_once_v2"),
            Map.entry("commit.interval.ms", 20L),
            Map.entry("num.stream.threads", 1),
            Map.entry("replication.factor", -1),
            Map.entry("consumer.auto.offset.reset", "earliest"),
            Map.entry("consumer.session.timeout.ms", 6000),
            Map.entry("consumer.heartbeat.interval.ms", 1500),
            Map.entry("consumer.fetch.max.wait.ms", 100),
            Map.entry("producer.transaction.timeout.ms", 10_000),
            Map.entry("producer.linger.ms", 20),
            Map.entry("producer.batch.size", 128 * 1024),
            Map.entry("producer.compression.type", "lz4"),
            Map.entry("producer.retry.backoff.ms", 2));

    private record Counts(long enough) implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {
        @Override
        public Processor<byte[], byte[], byte[], byte[]> get() {
            return new Count(enough);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(COUNTS), Serdes.String(), Serdes.Long()));
        }
    }

    private static final class Count implements Processor<byte[], byte[], byte[], byte[]> {
        private final long enough;
        private ProcessorContext<byte[], byte[]> context;
        private KeyValueStore<String, Long> counts;

        @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
        Count(long enough) {
            this.enough = enough;
        }

        @Override
        public void init(ProcessorContext<byte[], byte[]> given) {
            context = given;
            counts = given.getStateStore(COUNTS);
        }

        @Override
        public void process(Record<byte[], byte[]> message) {
            String agent = new String(message.key(), StandardCharsets.UTF_8);
            try (JsonParser in = JSON.createParser(message.value())) {
                in.nextToken();
                while (in.nextToken() == JsonToken.FIELD_NAME) {
                    boolean ratings = in.currentName().equals("ratings");
                    in.nextToken();
                    if (!ratings) {
                        in.skipChildren();
                        continue;
                    }
                    while (in.nextToken() == JsonToken.START_OBJECT) {
                        rating(agent, message, in);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void rating(String agent, Record<byte[], byte[]> message, JsonParser in) throws IOException {
            String topic = "";
            double score = 0;
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                in.nextToken();
                switch (name) {
                    case "topic" -> topic = in.getText();
                    case "score" -> score = in.getDoubleValue();
                    default -> in.skipChildren();
                }
            }
            if (score <= POOR) {
                count(agent + "/" + topic, message);
            }
        }

        private void count(String key, Record<byte[], byte[]> message) {
            Long known = counts.get(key);
            long now = known == null ? 1 : known + 1;
            counts.put(key, now);
            if (now % enough == 0) {
                context.forward(message);
            }
        }
    }
}
