package dev.touchline.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class EventTemplateTest {
    private static final Instant TIME = Instant.parse("2026-11-01T10:00:00Z");

    @Test
    void anEventIsWrittenAgainAsAnotherResponse() {
        // given
        String event = """
                {"eventId":"e2959ef1","source":"demo","responseId":"r-1","attribution":1,"receivedAt":"then",\
                "respondedAt":"then","updatedAt":"then","agent":{"id":"a-17"},"comment":"Würde ich"}""";

        // when
        ProducerRecord<byte[], byte[]> one = EventTemplate.of(record(event)).record(7, TIME, "a-17");
        ProducerRecord<byte[], byte[]> other = EventTemplate.of(record(event)).record(8, TIME, "a-18");

        // then
        assertThat(text(one.value()))
                .startsWith("{\"eventId\":\"")
                .doesNotContain("e2959ef1", "r-1\"", "then")
                .endsWith("""
                        ,"source":"demo","responseId":"x-0000000007","attribution":1,"receivedAt":"2026-11-01T10:00:00Z",\
                        "respondedAt":"2026-11-01T10:00:00Z","updatedAt":"2026-11-01T10:00:00Z","agent":{"id":"a-17"},\
                        "comment":"Würde ich"}""");
        assertThat(text(one.key())).isEqualTo("a-17");
        assertThat(other.value()).hasSameSizeAs(one.value()).isNotEqualTo(one.value());
        assertThat(text(other.key())).isEqualTo("a-18");
    }

    @Test
    void whatIsNoResponseIsNoPattern() {
        assertThatThrownBy(() -> EventTemplate.of(record("{}"))).isInstanceOf(IllegalArgumentException.class);
    }

    private static ProducerRecord<byte[], byte[]> record(String value) {
        return new ProducerRecord<>(
                "survey.responses", "a-17".getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
