package dev.touchline.feedback.mapping;

import dev.touchline.feedback.core.mapping.Notes;
import org.jspecify.annotations.Nullable;

/**
 * A body, or one row or line of it, as a tree.
 *
 * @param root maps, lists, texts, numbers, truths or null
 * @param notes what was noticed in the reading; when that includes a flaw, the root is not to be used
 */
record ParsedBody(@Nullable Object root, Notes notes) {}
