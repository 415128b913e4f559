package dev.touchline.feedback.mapping;

import java.util.AbstractList;
import org.jspecify.annotations.Nullable;

/**
 * JSON's {@code []}. When JSONata groups an empty list, the library adds an entry to that very list, which would change
 * the payload for every later expression; here adding does nothing.
 */
final class EmptyArray extends AbstractList<@Nullable Object> {
    @Override
    public @Nullable Object get(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public int size() {
        return 0;
    }

    @Override
    public boolean add(@Nullable Object element) {
        return false;
    }
}
