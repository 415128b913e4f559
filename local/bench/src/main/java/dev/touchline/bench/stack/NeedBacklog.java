package dev.touchline.bench.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchline.bench.peer.PeerSettings;
import dev.touchline.kit.Uuid5;
import dev.touchline.local.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Many coaching needs at once in Kafka, made of some that alerting-service wrote, about agents of their own. */
public final class NeedBacklog implements AutoCloseable {
    private static final String KAFKA_TOPIC = "coaching.needed";

    /** So many agents are spoken of before the first of them is again. */
    private static final int BLOCK = 5_000;

    private final KafkaProducer<byte[], byte[]> producer;
    private final List<ConsumerRecord<byte[], byte[]>> raised;

    /** @param raised of which each in turn is written again */
    public NeedBacklog(String bootstrap, List<ConsumerRecord<byte[], byte[]>> raised) {
        this.producer = PeerSettings.producer(bootstrap);
        this.raised = raised;
        producer.partitionsFor(KAFKA_TOPIC);
    }

    /**
     * Writes so many records and returns when the broker has them all.
     *
     * @param prefix of the agents' ids
     * @param voices how many records there are of each need: one that raises it, the others add a response each
     */
    public void write(String prefix, int records, int voices) throws IOException, InterruptedException {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        for (int first = 0; first < records / voices; first += BLOCK) {
            for (int voice = 0; voice < voices; voice++) {
                for (int need = first; need < Math.min(records / voices, first + BLOCK); need++) {
                    var _ = producer.send(record(prefix, need, voice), (_, problem) -> {
                        if (problem != null) {
                            failure.compareAndSet(null, problem);
                        }
                    });
                }
            }
        }
        producer.flush();
        if (failure.get() != null) {
            throw new IOException("The needs could not be written", failure.get());
        }
    }

    private ProducerRecord<byte[], byte[]> record(String prefix, int number, int voice) {
        ConsumerRecord<byte[], byte[]> sample = raised.get(number % raised.size());
        ObjectNode need = (ObjectNode) Json.read(new String(sample.value(), StandardCharsets.UTF_8));
        String agent = prefix + number;
        String response = agent + "-" + voice;
        need.put("needId", Uuid5.of("bench-need", agent).toString());
        need.put("seq", need.path("seq").asLong() + voice);
        need.put("type", voice == 0 ? "raised" : "evidence-added");
        at(need, "agent").put("id", agent);
        at(need, "cause").put("responseId", response);
        ArrayNode evidence = (ArrayNode) need.path("evidence");
        while (evidence.size() > 1) {
            evidence.remove(1);
        }
        ((ObjectNode) evidence.get(0)).put("responseId", response);
        ObjectNode said = at(need, "response");
        said.put("responseId", response);
        said.put("eventId", Uuid5.of("bench-need", response).toString());
        at(said, "agent").put("id", agent);
        return new ProducerRecord<>(
                KAFKA_TOPIC,
                null,
                null,
                agent.getBytes(StandardCharsets.UTF_8),
                Json.write(need).getBytes(StandardCharsets.UTF_8),
                sample.headers());
    }

    private static ObjectNode at(JsonNode node, String field) {
        if (node.path(field) instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("A need without " + field);
    }

    @Override
    public void close() {
        producer.close();
    }
}
