package dev.touchline.feedback.core.source;

import java.time.Instant;

/**
 * A secret of a platform, which only {@code SecretBox} can read.
 *
 * @param id what people call it by; says nothing of the secret
 * @param keyId which of our keys sealed it
 * @param sealed Base64
 */
public record SealedSecret(String id, String keyId, String sealed, Instant createdAt) {}
