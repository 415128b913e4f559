package dev.touchline.kit.kafka;

import dev.touchline.backing.Backing;
import dev.touchline.backing.TestKafka;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;

/** The test JVM's broker, with a fresh Kafka topic (and its dead letters) for each test that asks. */
record RealKafka(KafkaClients clients, TestKafka records) {
    static RealKafka start() {
        // A consumer group takes its time to form while other tests keep the machine busy.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
        String bootstrap = new Backing().start().get("kafka.bootstrap.servers");
        return new RealKafka(
                new KafkaClients(Map.of("bootstrap.servers", bootstrap), "test-service"), new TestKafka(bootstrap));
    }

    String freshTopic() throws InterruptedException, ExecutionException {
        String name = "kit." + UUID.randomUUID();
        try (Admin admin = clients.admin()) {
            admin.createTopics(Set.of(
                            new NewTopic(name, 1, (short) 1), new NewTopic(DeadLetters.topicFor(name), 1, (short) 1)))
                    .all()
                    .get();
        }
        return name;
    }

    void put(String topic, String... values) {
        for (String value : values) {
            records.produce(topic, value, value, Map.of());
        }
    }
}
