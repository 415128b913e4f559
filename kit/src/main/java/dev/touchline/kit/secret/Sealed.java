package dev.touchline.kit.secret;

/**
 * A secret that only {@link SecretBox} can read.
 *
 * @param id what people may call it by; says nothing of the secret
 * @param keyId which key sealed it; has no colon
 * @param text Base64
 */
public record Sealed(String id, String keyId, String text) {}
