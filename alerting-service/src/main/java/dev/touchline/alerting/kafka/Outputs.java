package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.Pulse;
import dev.touchline.alerting.core.Snapshot;
import dev.touchline.alerting.json.SnapshotJson;
import dev.touchline.alerting.json.SystemicJson;
import dev.touchline.kit.Uuid5;
import dev.touchline.kit.kafka.CloudEvents;
import dev.touchline.kit.kafka.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jboss.logging.Logger;

/** Sends what a processor says to the sinks of the topology. */
final class Outputs {
    static final String NEEDED = "needed";
    static final String BASELINES = "baselines";
    static final String PULSES = "pulses";
    static final String CAUSES = "causes-out";
    static final String OPERATIONS = "operations";
    static final String MUTED = "muted";
    static final String LATE = "late";
    static final String DEAD = "dead";
    static final String DEAD_OUTCOMES = "dead-outcomes";
    static final String DEAD_PULSES = "dead-pulses";

    /** Largest value that is dead-lettered whole; headers must fit beside it into the broker's 1 MiB. */
    static final int LARGEST_DEAD_VALUE = 1_000_000;

    private static final Logger LOG = Logger.getLogger(Outputs.class);
    private static final String SOURCE = "/touchline/alerting-service";

    private final ProcessorContext<byte[], byte[]> context;
    private final String dead;

    /** @param dead the sink for what can't be worked on */
    Outputs(ProcessorContext<byte[], byte[]> context, String dead) {
        this.context = context;
        this.dead = dead;
    }

    /** The need under the key of the response, so that an agent's needs stay in order. */
    void need(Record<byte[], byte[]> response, NeedRecords.Ready need, Instant at) {
        String traceparent = CloudEvents.text(response.headers(), CloudEvents.TRACEPARENT);
        context.forward(
                response.withValue(need.value())
                        .withHeaders(CloudEvents.headers(SOURCE, need.eventId(), need.type(), at, traceparent)),
                NEEDED);
    }

    /** A snapshot under its own key, wherever that lies: so the sums of all partitions come together. */
    void snapshot(Record<byte[], byte[]> response, Snapshot snapshot) {
        String key = SnapshotJson.key(snapshot);
        Headers headers = CloudEvents.headers(
                SOURCE, Uuid5.of("baseline", key), SnapshotJson.TYPE, Instant.ofEpochMilli(response.timestamp()), null);
        context.forward(
                new Record<>(bytes(key), SnapshotJson.write(snapshot), response.timestamp(), headers), BASELINES);
    }

    /**
     * A pulse under its place: so those of all partitions come together.
     *
     * @param at milliseconds of the record that brings it, or of our clock
     */
    void pulse(long at, Pulse pulse) {
        String place = SystemicJson.place(pulse.team(), pulse.topic());
        UUID id = Uuid5.of(
                "pulse",
                place,
                Long.toString(pulse.interval()),
                Integer.toString(pulse.partition()),
                Integer.toString(pulse.part()));
        Headers headers = CloudEvents.headers(SOURCE, id, SystemicJson.PULSE, Instant.ofEpochMilli(at), null);
        context.forward(new Record<>(bytes(place), SystemicJson.write(pulse), at, headers), PULSES);
    }

    /** How many flags of a filter were muted in this partition by now. */
    void muted(Record<byte[], byte[]> response, MutedFlags flags) {
        UUID id = Uuid5.of("muted", flags.key(), Long.toString(flags.muted()));
        Headers headers =
                CloudEvents.headers(SOURCE, id, MutedFlags.TYPE, Instant.ofEpochMilli(response.timestamp()), null);
        context.forward(new Record<>(bytes(flags.key()), flags.write(), response.timestamp(), headers), MUTED);
    }

    /** The response unchanged, with how long after the grace it came. */
    void late(Record<byte[], byte[]> response, Duration by) {
        partlyLate(response, by, List.of());
    }

    /** The response unchanged; {@code late_topics} says which of its ratings did not count, none named means all. */
    void partlyLate(Record<byte[], byte[]> response, Duration by, List<String> topics) {
        Headers headers = new RecordHeaders(response.headers().toArray());
        headers.add("late_by", bytes(by.toString()));
        if (!topics.isEmpty()) {
            headers.add("late_topics", bytes(String.join(",", topics)));
        }
        context.forward(response.withHeaders(headers), LATE);
    }

    /** Sets a record aside as it was, with its coordinates and the reason; only a value near 1 MiB is cut. */
    void deadLetter(Record<byte[], byte[]> record, String reason) {
        Optional<RecordMetadata> place = context.recordMetadata();
        ConsumerRecord<byte[], byte[]> original = new ConsumerRecord<>(
                place.map(RecordMetadata::topic).orElse(KafkaTopics.RESPONSES),
                place.map(RecordMetadata::partition).orElse(-1),
                place.map(RecordMetadata::offset).orElse(-1L),
                record.timestamp(),
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                record.key(),
                record.value(),
                record.headers(),
                Optional.empty());
        Headers headers = DeadLetters.headers(original, reason, ResponseProcessor.CONSUMER);
        LOG.warnf(
                "Record dead-lettered topic=%s partition=%d offset=%d reason=%s",
                original.topic(), original.partition(), original.offset(), reason);
        context.forward(fitting(record, headers).withHeaders(headers), dead);
    }

    private static Record<byte[], byte[]> fitting(Record<byte[], byte[]> record, Headers headers) {
        byte[] value = record.value();
        if (value == null || value.length <= LARGEST_DEAD_VALUE) {
            return record;
        }
        headers.add("dlq_cut", bytes(Integer.toString(value.length)));
        return record.withValue(Arrays.copyOf(value, LARGEST_DEAD_VALUE));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
