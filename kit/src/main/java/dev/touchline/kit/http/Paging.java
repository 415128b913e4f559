package dev.touchline.kit.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Pages of a list: how long one may be, where it begins, and whether another follows. */
public final class Paging {
    private Paging() {}

    /**
     * How many a caller wants on a page. A parameter of type int would answer 404 to what is no number.
     *
     * @param given the parameter {@code limit} as it came; {@code usual} when absent or blank
     * @throws Problem 400 when it is not a number from 1 to {@code most}
     */
    public static int limit(@Nullable String given, int usual, int most) {
        List<Problem.Cause> causes = new ArrayList<>();
        int limit = limit(given, usual, most, causes);
        if (!causes.isEmpty()) {
            throw new Problem(400, "Bad query", causes);
        }
        return limit;
    }

    /** As {@link #limit(String, int, int)}, for those who tell of everything that is wrong at once. */
    public static int limit(@Nullable String given, int usual, int most, List<Problem.Cause> causes) {
        if (given == null || given.isBlank()) {
            return usual;
        }
        try {
            int limit = Integer.parseInt(given.strip());
            if (limit >= 1 && limit <= most) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Told below, together with what is out of range.
        }
        causes.add(new Problem.Cause("limit", "is a number from 1 to " + most));
        return usual;
    }

    /** The id after which the page begins; the empty one, before all others, without a cursor. */
    public static String after(@Nullable String cursor) {
        return cursor == null ? "" : Cursor.decode(cursor, 1).getFirst();
    }

    /**
     * The page.
     *
     * @param found what comes after the cursor, in order; more than {@code limit} where there is more
     * @param position of an element, as {@link Cursor#decode} is to give it back
     */
    public static <T, V> Page<V> page(Stream<T> found, int limit, Function<T, String> position, Function<T, V> view) {
        List<T> some = found.limit(limit + 1L).toList();
        boolean more = some.size() > limit;
        List<T> items = more ? some.subList(0, limit) : some;
        return new Page<>(
                items.stream().map(view).toList(), more ? Cursor.encode(position.apply(items.getLast())) : null);
    }
}
