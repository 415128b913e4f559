package dev.touchline.feedback.core.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A platform that posts responses.
 *
 * @param id a slug
 * @param keys the live ones, the newest last; at most {@link #LIVE_KEYS}
 * @param settings how its own payloads are taken
 * @param version grows by one with each change, from 1
 */
public record Source(String id, String name, List<SourceKey> keys, SourceSettings settings, long version) {
    /** Enough to change a sender's key without a pause: the old one goes on until it is revoked. */
    public static final int LIVE_KEYS = 2;

    public Source {
        keys = List.copyOf(keys);
        if (keys.size() > LIVE_KEYS) {
            throw new IllegalArgumentException("A source has at most " + LIVE_KEYS + " live keys");
        }
    }

    public Source changed(String newName, SourceSettings newSettings) {
        return new Source(id, newName, keys, newSettings, version + 1);
    }

    /** Whether it can have no further key before one is revoked. */
    public boolean hasAllKeys() {
        return keys.size() == LIVE_KEYS;
    }

    /** @throws IllegalArgumentException when it {@linkplain #hasAllKeys has all keys} already */
    public Source withKey(SourceKey key) {
        List<SourceKey> live = new ArrayList<>(keys);
        live.add(key);
        return new Source(id, name, live, settings, version + 1);
    }

    /** The key that people call so. */
    public Optional<SourceKey> key(String keyId) {
        return keys.stream().filter(key -> key.id().equals(keyId)).findFirst();
    }

    public Source withoutKey(SourceKey dead) {
        return new Source(
                id, name, keys.stream().filter(key -> !key.equals(dead)).toList(), settings, version + 1);
    }
}
