package dev.touchline.feedback.core.mapping;

import dev.touchline.feedback.core.LanguageTag;
import org.jspecify.annotations.Nullable;

/** Mends the language that a platform gives. */
public final class Languages {
    private Languages() {}

    /** As {@code pt-BR}, also from {@code pt_BR}; null, with a warning, for what is no language tag. */
    public static @Nullable String read(String pointer, @Nullable Object value, Notes notes) {
        String text = Values.text(pointer, value, notes);
        if (text == null) {
            return null;
        }
        String tag = text.strip().replace('_', '-');
        if (LanguageTag.isWellFormed(tag)) {
            return tag;
        }
        notes.warn(pointer, "gave no language tag: left out");
        return null;
    }
}
