package dev.touchline.feedback.core.source;

import java.util.ArrayList;
import java.util.List;

/**
 * A platform that posts responses.
 *
 * @param id a slug
 * @param keys the live ones, the newest last; at most {@link #LIVE_KEYS}
 * @param version grows by one with each change, from 1
 */
public record Source(String id, String name, List<SourceKey> keys, long version) {
    /** Enough to change a sender's key without a pause: the old one goes on until the next one is made. */
    public static final int LIVE_KEYS = 2;

    public Source {
        keys = List.copyOf(keys);
        if (keys.size() > LIVE_KEYS) {
            throw new IllegalArgumentException("A source has at most " + LIVE_KEYS + " live keys");
        }
    }

    public Source renamed(String newName) {
        return new Source(id, newName, keys, version + 1);
    }

    /** With one more key; the oldest dies when there are enough. */
    public Source withKey(SourceKey key) {
        List<SourceKey> live = new ArrayList<>(keys);
        live.add(key);
        while (live.size() > LIVE_KEYS) {
            live.removeFirst();
        }
        return new Source(id, name, live, version + 1);
    }
}
