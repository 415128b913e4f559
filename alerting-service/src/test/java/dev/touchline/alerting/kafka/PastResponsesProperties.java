package dev.touchline.alerting.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.alerting.core.Response;
import dev.touchline.alerting.core.ResponseKey;
import dev.touchline.backing.EventContract;
import dev.touchline.kit.kafka.CloudEvents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** A backtest reads what the stream reads. */
class PastResponsesProperties {
    private static final Map<String, String> SAMPLES =
            EventContract.of(KafkaTopics.RESPONSES).samples();
    private static final Set<String> TOPICS = Set.of("product-knowledge", "effort");

    /** What mistakes are made of: pieces of JSON, and bytes that are none. */
    private static final List<String> PIECES = List.of(
            "\"",
            "{",
            "}",
            "[]",
            ",",
            "null",
            "1",
            "-0.5e3",
            "1e999",
            "true",
            "\\u0000",
            "\\ud83d",
            "\\n",
            "é",
            "😀",
            "\"team\":\"x\",",
            "\"agent\":{\"name\":\"y\"},",
            "\"ratings\":[],",
            "\"topic\":\"effort\",",
            "9999",
            "1969",
            "Z",
            " ",
            "\u0001");

    @Test
    void whatFeedbackServiceWritesIsReadQuickly() {
        ResponseTokens tokens = new ResponseTokens(TOPICS, true);

        for (String sample : List.of("minimal", "usual", "rich")) {
            assertThat(tokens.read(SAMPLES.get(sample).getBytes(StandardCharsets.UTF_8)))
                    .as(sample)
                    .isNotNull();
        }
    }

    @Property(tries = 3000)
    void aBacktestReadsWhatTheStreamReads(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 3) int mistakes, @ForAll boolean words) {
        Random random = new Random(seed);
        String sample = List.copyOf(SAMPLES.values()).get(random.nextInt(SAMPLES.size()));
        byte[] value = sample.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < mistakes; i++) {
            value = wrong(value, random);
        }
        ConsumerRecord<byte[], byte[]> record = record(sample, value);
        Set<ResponseKey> erased = random.nextBoolean() ? Set.of() : Set.of(new ResponseKey("demo", "r-123"));

        assertThat(read(new PastResponses(TOPICS, words, erased), record))
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(words ? "none" : "response.ratings.words")
                .isEqualTo(slowly(record, words, erased));
    }

    private static Object read(PastResponses responses, ConsumerRecord<byte[], byte[]> record) {
        try {
            return responses.read(record);
        } catch (SurveyResponses.Unreadable | IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static Object slowly(ConsumerRecord<byte[], byte[]> record, boolean words, Set<ResponseKey> erased) {
        try {
            SurveyResponse read = SurveyResponses.read(record.key(), record.value(), record.headers())
                    .response();
            boolean isErased = words && erased.contains(new ResponseKey(read.source(), read.responseId()));
            Response response = (isErased ? read.withoutWords() : read).toCore();
            return new PastResponse(read.agent().id(), response.about(TOPICS));
        } catch (SurveyResponses.Unreadable | IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Something is put in, taken out, or put in the place of something else. */
    private static byte[] wrong(byte[] value, Random random) {
        int from = random.nextInt(value.length);
        int to = Math.min(value.length, from + random.nextInt(3) * random.nextInt(20));
        byte[] piece = random.nextInt(8) == 0
                ? new byte[] {(byte) random.nextInt(256)}
                : PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
        byte[] next = new byte[value.length - (to - from) + piece.length];
        System.arraycopy(value, 0, next, 0, from);
        System.arraycopy(piece, 0, next, from, piece.length);
        System.arraycopy(value, to, next, from + piece.length, value.length - to);
        return next;
    }

    private static ConsumerRecord<byte[], byte[]> record(String sample, byte[] value) {
        String type = sample.contains("retractedAt") ? SurveyResponses.RETRACTED : SurveyResponses.TYPE;
        String agent = sample.replaceFirst("(?s).*\"agent\"[^}]*?\"id\": \"([^\"]*)\".*", "$1");
        return new ConsumerRecord<>(
                KafkaTopics.RESPONSES,
                0,
                0L,
                0L,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                agent.getBytes(StandardCharsets.UTF_8),
                value,
                new RecordHeaders(CloudEvents.headers("/test", UUID.randomUUID(), type, Instant.EPOCH)),
                Optional.empty());
    }
}
