package dev.touchline.feedback.core.source;

import java.time.Instant;

/**
 * A key, of which we keep only the hash.
 *
 * @param hash SHA-256 of the key, lower-case hexadecimal; a key has 256 random bits, so nothing slower is needed
 */
public record SourceKey(String hash, Instant createdAt) {}
