package dev.touchline.feedback.config;

import dev.touchline.feedback.core.source.SealedSecret;
import dev.touchline.kit.secret.Sealed;
import dev.touchline.kit.secret.SecretBox;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The box for platforms' secrets, when there is a key for it. */
@Singleton
public class Secrets {
    /** What an operator must set. */
    public static final String SETTING = "touchline.feedback.secret-keys";

    private final @Nullable SecretBox box;

    Secrets(FeedbackConfig config) {
        this.box = config.secretKeys()
                .filter(keys -> !keys.isEmpty())
                .map(Secrets::box)
                .orElse(null);
    }

    /** Empty: no key is configured. */
    public Optional<SecretBox> box() {
        return Optional.ofNullable(box);
    }

    /** Seals a secret of a source. */
    public static SealedSecret seal(SecretBox box, String source, String secret, Instant createdAt) {
        Sealed sealed = box.seal(source, secret);
        return new SealedSecret(sealed.id(), sealed.keyId(), sealed.text(), createdAt);
    }

    /** The secret of a source itself. */
    public static String open(SecretBox box, String source, SealedSecret secret) throws SecretBox.Unreadable {
        return box.open(source, new Sealed(secret.id(), secret.keyId(), secret.sealed()));
    }

    private static SecretBox box(List<String> keys) {
        try {
            return new SecretBox(keys, new SecureRandom());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(SETTING + ": " + e.getMessage(), e);
        }
    }
}
