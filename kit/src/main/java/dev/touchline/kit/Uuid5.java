package dev.touchline.kit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Name-based UUIDs, version 5 (RFC 9562 §5.5): the same parts always give the same id, on every machine. This is what
 * makes a replay harmless.
 */
public final class Uuid5 {
    /** Namespace of all Touchline ids; a fixed random UUID that must never change. */
    private static final UUID TOUCHLINE = UUID.fromString("5b1d6e0c-6f0e-4c55-9a8e-2d1a3f7c9b10");

    private Uuid5() {}

    /**
     * The id that these parts name, in this order. Parts are length-prefixed, so {@code ("ab","c")} and
     * {@code ("a","bc")} differ.
     */
    public static UUID of(String... parts) {
        byte[][] encoded = new byte[parts.length][];
        int length = 16;
        for (int i = 0; i < parts.length; i++) {
            encoded[i] = parts[i].getBytes(StandardCharsets.UTF_8);
            length += 4 + encoded[i].length;
        }
        ByteBuffer named = ByteBuffer.allocate(length)
                .putLong(TOUCHLINE.getMostSignificantBits())
                .putLong(TOUCHLINE.getLeastSignificantBits());
        for (byte[] part : encoded) {
            named.putInt(part.length).put(part);
        }
        ByteBuffer hash = ByteBuffer.wrap(sha1().digest(named.array()));
        long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x5000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-1", e);
        }
    }
}
