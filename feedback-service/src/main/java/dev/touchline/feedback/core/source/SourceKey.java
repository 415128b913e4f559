package dev.touchline.feedback.core.source;

import java.time.Instant;

/**
 * A key, of which we keep only the hash.
 *
 * @param hash SHA-256 of the key, lower-case hexadecimal; a key has 256 random bits, so nothing slower is needed
 */
public record SourceKey(String hash, Instant createdAt) {
    private static final int ID_CHARS = 12;

    /** What people call it by: the first digits of its hash, which tell nothing of the key. */
    public String id() {
        return hash.substring(0, Math.min(ID_CHARS, hash.length()));
    }
}
