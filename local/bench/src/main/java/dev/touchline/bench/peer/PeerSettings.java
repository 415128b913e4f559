package dev.touchline.bench.peer;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The peers send as feedback-service sends: any difference would be compared instead of our work. */
public final class PeerSettings {
    private static final Map<String, Object> AS_THE_SERVICE = Map.of(
            "acks",
            "all",
            "enable.idempotence",
            true,
            "linger.ms",
            0,
            "max.in.flight.requests.per.connection",
            1,
            "batch.size",
            256 * 1024,
            "compression.type",
            "lz4",
            "buffer.memory",
            64L * 1024 * 1024,
            "max.request.size",
            2 * 1024 * 1024);

    private PeerSettings() {}

    /** A producer over raw bytes. */
    public static KafkaProducer<byte[], byte[]> producer(String bootstrap) {
        Map<String, Object> config = new HashMap<>(AS_THE_SERVICE);
        config.put("bootstrap.servers", bootstrap);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
