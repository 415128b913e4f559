package dev.touchline.coaching.core.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's wish to be told over HTTP what becomes of items. Its secret is not part of it.
 *
 * @param team whose items; absent: everybody's
 * @param failingSince since when nothing has got through; absent while all is well
 * @param oldSecretUntil until when messages are signed with the secret of before, too
 */
public record Webhook(
        UUID id,
        @Nullable String team,
        Wish wish,
        @Nullable Disabled disabled,
        @Nullable Instant failingSince,
        @Nullable Instant oldSecretUntil,
        long version,
        Mark created,
        Mark changed) {

    /** What may be changed. */
    public record Wish(
            String url, @Nullable String description, List<String> events, List<String> kinds, boolean enabled) {
        public Wish {
            events = List.copyOf(events);
            kinds = List.copyOf(kinds);
        }
    }

    /**
     * That nothing is sent.
     *
     * @param why absent where a person wanted it so
     */
    public record Disabled(Instant at, @Nullable String why) {}

    /**
     * Who makes or changes one.
     *
     * @param admin whether they may tell others of any team, else of those only that they supervise
     */
    public record Author(String subject, boolean admin) {}

    /** Who did it, when. */
    public record Mark(Instant at, String by) {}
}
