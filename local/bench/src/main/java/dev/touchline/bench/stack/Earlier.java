package dev.touchline.bench.stack;

import dev.touchline.bench.peer.PeerSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Publishes to a Kafka topic as of an earlier time. A filter or a baseline counts from its publication on, by the
 * broker's clock; who measures with a history of months must have them published months ago.
 */
public final class Earlier {
    private static final String TIMESTAMPS = "message.timestamp.type";

    private final String bootstrap;
    private final String kafkaTopic;

    public Earlier(String bootstrap, String kafkaTopic) {
        this.bootstrap = bootstrap;
        this.kafkaTopic = kafkaTopic;
    }

    /** A record and when it is to have been published. */
    public record Published(Instant at, String key, byte[] value) {}

    /** Returns when the broker has them. */
    public void publish(Collection<Published> records) throws IOException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
                KafkaProducer<byte[], byte[]> producer = PeerSettings.producer(bootstrap)) {
            stamp(admin, "CreateTime");
            for (Published each : records) {
                byte[] key = each.key().getBytes(StandardCharsets.UTF_8);
                var _ = producer.send(
                        new ProducerRecord<>(kafkaTopic, null, each.at().toEpochMilli(), key, each.value()));
            }
            producer.flush();
            stamp(admin, "LogAppendTime");
        } catch (ExecutionException e) {
            throw new IOException(kafkaTopic + " could not be set up", e);
        }
    }

    private void stamp(Admin admin, String type) throws ExecutionException, InterruptedException {
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, kafkaTopic),
                        List.of(new AlterConfigOp(new ConfigEntry(TIMESTAMPS, type), AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }
}
