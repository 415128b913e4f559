package dev.touchline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** A key that a service seals secrets with: lasts as long as the data that it sealed. */
final class SecretKey {
    private static final int BYTES = 32;

    private SecretKey() {}

    /** The key as the setting wants it; made when there is none. */
    static String of(Path file) {
        try {
            if (!Files.exists(file)) {
                byte[] key = new byte[BYTES];
                new SecureRandom().nextBytes(key);
                PrivateFile.write(file, "local:" + Base64.getEncoder().encodeToString(key) + "\n");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The key " + file + " can't be read or made", e);
        }
    }
}
