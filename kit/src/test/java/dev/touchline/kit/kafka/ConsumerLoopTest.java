package dev.touchline.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchline.backing.Received;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsumerLoopTest {
    private static RealKafka kafka;

    private final List<String> effects = new CopyOnWriteArrayList<>();
    private final AtomicBoolean databaseAway = new AtomicBoolean();
    private String topic;
    private ConsumerLoop loop;

    @BeforeAll
    static void startKafka() {
        kafka = RealKafka.start();
    }

    @BeforeEach
    void freshTopic() throws Exception {
        topic = kafka.freshTopic();
    }

    @AfterEach
    void stop() {
        loop.close();
    }

    @Test
    void everyRecordTakesEffectOnceAndInOrder() {
        start(this::takeEffect);

        kafka.put(topic, "a", "b", "c");

        await().untilAsserted(() -> assertThat(effects).containsExactly("a", "b", "c"));
    }

    @Test
    void aTrickleIsGatheredIntoFewBatches() {
        List<Integer> batches = new CopyOnWriteArrayList<>();
        loop = loop(batch -> {
                    batches.add(batch.size());
                    takeEffect(batch);
                })
                .gathering(Duration.ofSeconds(4))
                .start();
        await().until(() -> loop.assigned() > 0);

        for (int i = 0; i < 10; i++) {
            kafka.put(topic, "record " + i);
        }

        await().untilAsserted(() -> assertThat(effects).hasSize(10));
        assertThat(batches).hasSizeLessThan(5);
    }

    @Test
    void whileTheDatabaseIsAwayTheBatchIsHeldAndNothingIsLost() {
        databaseAway.set(true);
        start(this::takeEffect);
        kafka.put(topic, "a", "b");
        await().until(loop::holding);

        databaseAway.set(false);

        await().untilAsserted(() -> assertThat(effects).containsExactly("a", "b"));
        kafka.put(topic, "c");
        await().untilAsserted(() -> assertThat(effects).containsExactly("a", "b", "c"));
        assertThat(loop.holding()).isFalse();
    }

    @Test
    void aRecordThatIsTooLargeToBeSetAsideWholeHoldsNobodyUp() {
        String large = "x".repeat(1_048_400);
        start(batch -> {
            for (ConsumerRecord<byte[], byte[]> record : batch) {
                if (record.value().length == large.length()) {
                    throw new UnreadableRecord(record, "not what it should be");
                }
            }
            takeEffect(batch);
        });

        kafka.records().produce(topic, "large", large, Map.of());
        kafka.put(topic, "a");

        await().untilAsserted(() -> assertThat(effects).containsExactly("a"));
        Received letter =
                kafka.records().consumeAll(DeadLetters.topicFor(topic)).getFirst();
        assertThat(letter.headers()).containsEntry("dlq_value_left_out", "1048400 bytes");
    }

    @Test
    void aLoopThatEndsBeforeTheEffectLeavesItsRecordsToTheNext() {
        databaseAway.set(true);
        start(this::takeEffect);
        kafka.put(topic, "a");
        await().until(loop::holding);
        loop.close();

        databaseAway.set(false);
        start(this::takeEffect);

        await().untilAsserted(() -> assertThat(effects).containsExactly("a"));
    }

    @Test
    void whatTookEffectAndWasCommittedDoesNotComeAgain() {
        start(this::takeEffect);
        kafka.put(topic, "a");
        await().untilAsserted(() -> assertThat(effects).containsExactly("a"));
        loop.close();

        start(this::takeEffect);
        kafka.put(topic, "b");

        await().untilAsserted(() -> assertThat(effects).containsExactly("a", "b"));
    }

    @Test
    void anUnreadableRecordIsSetAsideWithItsCoordinatesAndTheRestFlows() {
        start(batch -> {
            for (var record : batch) {
                if (text(record).equals("poison")) {
                    throw new UnreadableRecord(record, "not JSON");
                }
            }
            takeEffect(batch);
        });

        kafka.put(topic, "a", "poison", "b");

        await().untilAsserted(() -> assertThat(effects).containsExactlyInAnyOrder("a", "b"));
        assertThat(deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.value()).isEqualTo("poison");
            assertThat(letter.headers())
                    .containsEntry("dlq_topic", topic)
                    .containsEntry("dlq_partition", "0")
                    .containsEntry("dlq_offset", "1")
                    .containsEntry("dlq_reason", "not JSON");
        });
    }

    @Test
    void aFaultInTheDataIsNarrowedDownToItsRecord() {
        databaseAway.set(true);
        start(batch -> {
            takeEffectUnless("bad", batch);
        });
        kafka.put(topic, "a", "b", "bad", "c", "d");
        await().until(loop::holding);

        databaseAway.set(false);

        await().untilAsserted(() -> assertThat(effects).containsExactlyInAnyOrder("a", "b", "c", "d"));
        assertThat(deadLetters()).extracting(Received::value).containsExactly("bad");
    }

    @Test
    void afterAHeldBatchThatEndsAsADeadLetterTheLoopGoesOn() {
        databaseAway.set(true);
        start(batch -> takeEffectUnless("bad", batch));
        kafka.put(topic, "bad");
        await().until(loop::holding);

        databaseAway.set(false);
        await().untilAsserted(() ->
                assertThat(deadLetters()).extracting(Received::value).containsExactly("bad"));
        kafka.put(topic, "a");

        await().untilAsserted(() -> assertThat(effects).containsExactly("a"));
    }

    private void start(BatchHandler handler) {
        loop = loop(handler).start();
    }

    private ConsumerLoop loop(BatchHandler handler) {
        DeadLetters deadLetters = new DeadLetters(kafka.clients(), new SimpleMeterRegistry());
        return ConsumerLoop.of(kafka.clients(), deadLetters, "test", "group-" + topic, List.of(topic), handler);
    }

    private void takeEffect(List<ConsumerRecord<byte[], byte[]>> batch) throws SQLTransientConnectionException {
        if (databaseAway.get()) {
            throw new SQLTransientConnectionException("away");
        }
        batch.forEach(record -> effects.add(text(record)));
    }

    /** As one database transaction would: all of the batch or nothing. */
    private void takeEffectUnless(String bad, List<ConsumerRecord<byte[], byte[]>> batch)
            throws SQLTransientConnectionException {
        if (!databaseAway.get()
                && batch.stream().anyMatch(record -> text(record).equals(bad))) {
            throw new IllegalArgumentException("violates a constraint");
        }
        takeEffect(batch);
    }

    private List<Received> deadLetters() {
        return kafka.records().consumeAll(DeadLetters.topicFor(topic));
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }
}
