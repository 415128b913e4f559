package dev.touchline.goals.core;

import dev.touchline.goals.core.Line.Part;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What one record of {@code coaching.outcomes} says about a line: what is not newer than what stands has no effect. */
public sealed interface LineNews {
    /** Which line. */
    Key key();

    /** The item's version after what happened. */
    long version();

    /** An item has one line at most in each part. */
    record Key(UUID itemId, Part part) {}

    /** It is to be come to. */
    record Left(Line line, long version) implements LineNews {
        @Override
        public Key key() {
            return new Key(line.itemId(), line.part());
        }
    }

    /** It is not, if it ever was. */
    record TakenBack(Key key, long version) implements LineNews {}

    /**
     * It is not, if it ever was: its item was completed, and with it whatever else the same needs left.
     *
     * @param needs that spoke for the item
     */
    record Completed(Key key, long version, String agentId, List<UUID> needs, Instant at) implements LineNews {
        public Completed {
            needs = List.copyOf(needs);
        }
    }

    /** It is again, if it ever was. */
    record Restored(Key key, long version) implements LineNews {}

    /** The last word on each line. */
    static <T extends LineNews> List<T> newest(Collection<T> news) {
        Map<Key, T> newest = new LinkedHashMap<>();
        for (T one : news) {
            newest.merge(one.key(), one, (a, b) -> b.version() > a.version() ? b : a);
        }
        return List.copyOf(newest.values());
    }
}
