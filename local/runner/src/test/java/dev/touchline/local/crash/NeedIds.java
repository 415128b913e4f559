package dev.touchline.local.crash;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The ids that needs must have, made a second time from their definition: UUID version 5 over length-prefixed parts.
 */
final class NeedIds {
    private static final String NAMESPACE = "5b1d6e0c-6f0e-4c55-9a8e-2d1a3f7c9b10";

    private NeedIds() {}

    static UUID of(String filterId, String agent, String topic, String causingResponseId) {
        return version5("need", filterId, agent, topic, Posted.SOURCE, causingResponseId);
    }

    private static UUID version5(String... parts) {
        byte[] hash = sha1(named(parts));
        hash[6] = (byte) (hash[6] & 0x0F | 0x50);
        hash[8] = (byte) (hash[8] & 0x3F | 0x80);
        ByteBuffer bits = ByteBuffer.wrap(hash);
        return new UUID(bits.getLong(), bits.getLong());
    }

    private static byte[] named(String... parts) {
        UUID namespace = UUID.fromString(NAMESPACE);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(namespace.getMostSignificantBits());
            out.writeLong(namespace.getLeastSignificantBits());
            for (String part : parts) {
                byte[] text = part.getBytes(StandardCharsets.UTF_8);
                out.writeInt(text.length);
                out.write(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] sha1(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
