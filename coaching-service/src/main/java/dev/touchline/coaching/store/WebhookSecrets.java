package dev.touchline.coaching.store;

import dev.touchline.coaching.config.WebhookConfig;
import dev.touchline.kit.http.Problem;
import dev.touchline.kit.secret.Sealed;
import dev.touchline.kit.secret.SecretBox;
import dev.touchline.kit.secret.SecretBox.Unreadable;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What receivers know us by, as it lies in the table: sealed for its subscription. What was written before there was a
 * key lies there plain, until {@link Webhooks#sealAll} comes to it.
 */
@Singleton
public class WebhookSecrets {
    private static final String SETTING = "touchline.webhooks.secret-keys";
    private static final String PREFIX = "sealed:";
    private static final int PARTS = 4;

    private final @Nullable SecretBox box;

    WebhookSecrets(WebhookConfig config) {
        box = config.secretKeys()
                .filter(keys -> !keys.isEmpty())
                .map(WebhookSecrets::box)
                .orElse(null);
    }

    /**
     * Seals a secret.
     *
     * @throws Problem 422 when no key is configured
     */
    String seal(UUID webhook, String secret) {
        if (box == null) {
            throw Problem.of(422, "Secret can't be kept", "The operator must set " + SETTING + ".");
        }
        Sealed sealed = box.seal(webhook.toString(), secret);
        return PREFIX + String.join(":", sealed.id(), sealed.keyId(), sealed.text());
    }

    /** The secret itself. */
    public String open(UUID webhook, String stored) throws Unreadable {
        Sealed sealed = sealed(stored);
        if (sealed == null) {
            return stored;
        }
        if (box == null) {
            throw new Unreadable("this instance has no " + SETTING);
        }
        return box.open(webhook.toString(), sealed);
    }

    /** Whether it should be sealed anew: it lies there plain, or under a key that is to go. */
    boolean isStale(String stored) {
        Sealed sealed = sealed(stored);
        return box != null && (sealed == null || !box.isNewest(sealed));
    }

    private static @Nullable Sealed sealed(String stored) {
        if (!stored.startsWith(PREFIX)) {
            return null;
        }
        String[] parts = stored.split(":", PARTS);
        return new Sealed(parts[1], parts[2], parts[3]);
    }

    private static SecretBox box(List<String> keys) {
        try {
            return new SecretBox(keys, new SecureRandom());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(SETTING + ": " + e.getMessage(), e);
        }
    }
}
