package dev.touchline.bench.figure;

import dev.touchline.bench.load.ClosedLoop;
import dev.touchline.bench.load.Measured;
import dev.touchline.bench.load.RequestSource;
import dev.touchline.bench.stack.Backlog;
import dev.touchline.bench.stack.GroupLag;
import dev.touchline.bench.stack.KafkaRecords;
import dev.touchline.local.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** What feedback-service writes of the demo's responses, from every agent: patterns for a {@link Backlog}. */
final class DemoEvents {
    /** The read model's consumer group. */
    static final String READ_MODEL = "feedback-read-model";

    private static final String RESPONSES = "survey.responses";
    private static final int AGENTS = 1_200;
    private static final int SAMPLES = 2400;
    private static final int CONNECTIONS = 16;
    private static final int ACCEPTED = 202;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private DemoEvents() {}

    static List<ProducerRecord<byte[], byte[]>> patterns(List<ConsumerRecord<byte[], byte[]>> written) {
        return written.stream()
                .map(record ->
                        new ProducerRecord<>(RESPONSES, null, null, record.key(), record.value(), record.headers()))
                .toList();
    }

    /** Posts them and reads what was written; the read model has caught up before and after. */
    static List<ConsumerRecord<byte[], byte[]>> written(Bench bench) throws IOException, InterruptedException {
        try (KafkaRecords records = new KafkaRecords(bench.stack().bootstrap());
                GroupLag lag = new GroupLag(bench.stack().bootstrap(), READ_MODEL, RESPONSES)) {
            lag.awaitNothingLeft(PATIENCE);
            Map<TopicPartition, Long> before = records.ends(RESPONSES);
            long firstId = bench.ids().getAndAdd(SAMPLES);
            Measured posted = ClosedLoop.run(
                    bench.loop(),
                    bench.stack().address(Service.FEEDBACK),
                    CONNECTIONS,
                    RequestSource.posts(bench.posts().single(), firstId, id -> (int) (id % AGENTS), _ -> 0),
                    ACCEPTED,
                    new ClosedLoop.Bounds(PATIENCE, SAMPLES));
            if (posted.failed() > 0) {
                throw new IOException("The samples could not be posted: " + posted.firstFailure());
            }
            List<ConsumerRecord<byte[], byte[]>> written = new ArrayList<>();
            records.readFrom(before, written::add);
            lag.awaitNothingLeft(PATIENCE);
            return List.copyOf(written);
        }
    }
}
