package dev.touchline.coaching.store;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** UUIDs of version 7 (RFC 9562 §5.7): in order of time, so that new rows are neighbours in the index. */
final class Uuid7 {
    private Uuid7() {}

    static UUID next(Instant now) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (now.toEpochMilli() << 16) | 0x7000L | random.nextLong(0x1000);
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** Not after any that {@link #next} makes within this instant's millisecond, and after all of those before it. */
    static UUID first(Instant millisecond) {
        return new UUID(millisecond.toEpochMilli() << 16, 0);
    }
}
