package dev.touchline.feedback.kafka;

import dev.touchline.feedback.core.erasure.ResponseName;
import dev.touchline.kit.Uuid5;
import dev.touchline.kit.outbox.OutboxRow;
import java.time.Instant;

/** Word, on {@code privacy.erasures}, that the words of a response are erased. It names no customer. */
public final class ErasureWire {
    private static final String TYPE = "dev.touchline.privacy.erasure.v1";

    private ErasureWire() {}

    record ErasureRecord(String source, String responseId, Instant erasedAt) {}

    /** The record that tells everybody. */
    public static OutboxRow row(ResponseName name, Instant at) {
        return new OutboxRow(
                KafkaTopics.PRIVACY_ERASURES,
                name.source() + "/" + name.responseId(),
                Uuid5.of("erasure", name.source(), name.responseId()),
                TYPE,
                WireJson.write(new ErasureRecord(name.source(), name.responseId(), at)));
    }

    static ResponseName name(byte[] value) {
        ErasureRecord erased = WireJson.read(value, ErasureRecord.class);
        return new ResponseName(erased.source(), erased.responseId());
    }
}
