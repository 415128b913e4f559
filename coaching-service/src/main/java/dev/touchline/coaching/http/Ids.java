package dev.touchline.coaching.http;

import dev.touchline.kit.http.Cursor;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cursors of lists that go by an id. */
final class Ids {
    private Ids() {}

    /** The id that a page begins after; 400 when the cursor is none that we gave. */
    static UUID after(@Nullable String cursor, UUID otherwise) {
        if (cursor == null || cursor.isBlank()) {
            return otherwise;
        }
        try {
            return UUID.fromString(Cursor.decode(cursor, 1).getFirst());
        } catch (IllegalArgumentException e) {
            throw Cursor.malformed();
        }
    }
}
