package dev.touchline.feedback.http;

import dev.touchline.kit.http.Cursor;
import dev.touchline.kit.http.Page;
import dev.touchline.kit.http.Problem;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Pages of things that are ordered by their ids. */
final class Paging {
    static final int MAX = 500;
    static final String DEFAULT = "100";

    private Paging() {}

    /** @throws Problem 400 when it is not 1 to {@link #MAX} */
    static int checked(int limit) {
        if (limit < 1 || limit > MAX) {
            throw new Problem(400, "Bad limit", List.of(new Problem.Cause("limit", "must be 1 to " + MAX)));
        }
        return limit;
    }

    /** The id after which the page begins. */
    static String after(@Nullable String cursor) {
        return cursor == null ? "" : Cursor.decode(cursor, 1).getFirst();
    }

    /** @param all those after the cursor, in order of id */
    static <T, V> Page<V> page(Stream<T> all, int limit, Function<T, String> id, Function<T, V> view) {
        List<T> some = all.limit(checked(limit) + 1L).toList();
        boolean more = some.size() > limit;
        List<T> items = more ? some.subList(0, limit) : some;
        return new Page<>(items.stream().map(view).toList(), more ? Cursor.encode(id.apply(items.getLast())) : null);
    }
}
