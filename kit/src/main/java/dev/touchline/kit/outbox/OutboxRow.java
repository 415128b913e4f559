package dev.touchline.kit.outbox;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record to publish.
 *
 * @param eventId deterministic, so that a repeat after a crash is recognised by who reads it
 * @param payload the value; null deletes the key from a compacted Kafka topic
 */
public record OutboxRow(String kafkaTopic, String key, UUID eventId, String type, byte @Nullable [] payload) {}
