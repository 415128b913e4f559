package dev.touchline.feedback.json;

import java.time.Instant;
import java.util.UUID;

/**
 * What identifies a response on its way.
 *
 * @param source the id of the platform that posted it
 * @param receivedAt when it first reached us, kept through parking: filters judge it by the rules in force then
 */
public record Envelope(UUID eventId, String source, Instant receivedAt) {}
