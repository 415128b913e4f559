package dev.touchline.bench.stack;

import dev.touchline.kit.Uuid5;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record of {@code survey.responses} as feedback-service wrote it, to be written again as other responses: with ids
 * and times of their own, all else as it was.
 */
final class EventTemplate {
    /** In the order of the event; the first {@code id} in it is the agent's. */
    private static final List<String> FIELDS =
            List.of("eventId", "responseId", "receivedAt", "respondedAt", "updatedAt", "id");

    private final ProducerRecord<byte[], byte[]> written;
    private final byte[][] between;

    private EventTemplate(ProducerRecord<byte[], byte[]> written, byte[][] between) {
        this.written = written;
        this.between = between;
    }

    /** @throws IllegalArgumentException when the record is none of a response */
    static EventTemplate of(ProducerRecord<byte[], byte[]> written) {
        String text = new String(written.value(), StandardCharsets.UTF_8);
        byte[][] between = new byte[FIELDS.size() + 1][];
        int from = 0;
        for (int i = 0; i < FIELDS.size(); i++) {
            Matcher value = Pattern.compile("\"%s\" ?: ?\"([^\"]*)\"".formatted(FIELDS.get(i)))
                    .matcher(text);
            if (!value.find(from)) {
                throw new IllegalArgumentException("no " + FIELDS.get(i) + " where an event of a response has it");
            }
            between[i] = text.substring(from, value.start(1)).getBytes(StandardCharsets.UTF_8);
            from = value.end(1);
        }
        between[FIELDS.size()] = text.substring(from).getBytes(StandardCharsets.UTF_8);
        return new EventTemplate(written, between);
    }

    /** The record of another response, answered and received at that time, about an agent of the same team. */
    ProducerRecord<byte[], byte[]> record(long id, Instant time, String agent) {
        byte[] key = agent.getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(written.topic(), null, null, key, value(id, time, agent), written.headers());
    }

    /** Whom it is about. */
    String agent() {
        return new String(written.key(), StandardCharsets.UTF_8);
    }

    private byte[] value(long id, Instant time, String agent) {
        UUID eventId = Uuid5.of("bench", Long.toString(id));
        String at = time.toString();
        List<String> values = List.of(eventId.toString(), "x-%010d".formatted(id), at, at, at, agent);
        ByteArrayOutputStream value = new ByteArrayOutputStream(written.value().length + 32);
        for (int i = 0; i < FIELDS.size(); i++) {
            value.writeBytes(between[i]);
            value.writeBytes(values.get(i).getBytes(StandardCharsets.UTF_8));
        }
        value.writeBytes(between[FIELDS.size()]);
        return value.toByteArray();
    }
}
