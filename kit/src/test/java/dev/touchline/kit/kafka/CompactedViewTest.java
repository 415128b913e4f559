package dev.touchline.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CompactedViewTest {
    private static RealKafka kafka;

    private final Map<String, String> entries = new ConcurrentHashMap<>();
    private CompactedView view;

    @BeforeAll
    static void startKafka() {
        kafka = RealKafka.start();
    }

    @AfterEach
    void stop() {
        view.close();
    }

    @Test
    void aLoadedViewHoldsAllThatStoodThereAndFollowsWhatComes() throws Exception {
        String topic = kafka.freshTopic();
        kafka.put(topic, "a", "b");

        start(topic);
        await().until(view::loaded);

        assertThat(entries).containsOnlyKeys("a", "b");
        kafka.put(topic, "c");
        await().untilAsserted(() -> assertThat(entries).containsOnlyKeys("a", "b", "c"));
    }

    @Test
    void aDeletedKeyIsForgotten() throws Exception {
        String topic = kafka.freshTopic();
        kafka.put(topic, "a", "b");
        start(topic);

        kafka.records().produce(topic, "a", null, Map.of());

        await().untilAsserted(() -> assertThat(entries).containsOnlyKeys("b"));
    }

    @Test
    void aRecordThatTheListenerRefusesIsSkippedAndTheViewGoesOn() throws Exception {
        String topic = kafka.freshTopic();
        kafka.put(topic, "a", "refused", "b");

        start(topic);

        await().untilAsserted(() -> assertThat(entries).containsOnlyKeys("a", "b"));
    }

    @Test
    void itWaitsForAKafkaTopicThatDoesNotExistYet() throws Exception {
        String absent = "kit.absent-" + System.nanoTime();
        start(absent);

        try (var admin = kafka.clients().admin()) {
            admin.createTopics(List.of(new org.apache.kafka.clients.admin.NewTopic(absent, 1, (short) 1)))
                    .all()
                    .get();
        }

        await().until(view::loaded);
    }

    @Test
    void howCurrentItIsAdvancesWithoutNewRecords() throws Exception {
        start(kafka.freshTopic());
        await().until(view::loaded);
        Instant now = Instant.now();

        await().untilAsserted(() -> assertThat(view.currentAt()).isAfter(now));
    }

    private void start(String topic) {
        view = CompactedView.of(kafka.clients(), "view", List.of(topic), this::apply)
                .start();
    }

    private void apply(ConsumerRecord<String, byte[]> record) {
        if (record.key().equals("refused")) {
            throw new IllegalArgumentException("can't read it");
        }
        if (record.value() == null) {
            entries.remove(record.key());
        } else {
            entries.put(record.key(), new String(record.value(), StandardCharsets.UTF_8));
        }
    }
}
