package dev.touchline.coaching.core;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was said to an agent, and about which answer.
 *
 * @param about absent where nothing speaks for the item any more, and of sessions of before this was kept
 */
public record Session(Said said, @Nullable About about) {
    /** Longest field in characters. */
    public static final int MAX_LENGTH = 4_000;

    /** A talk about no answer in particular. */
    public Session(String saw, String ideal, String practised, String next, @Nullable Technique technique) {
        this(new Talk(saw, ideal, practised, next, technique), null);
    }

    /** A talk of which nobody told how it was held. */
    public Session(String saw, String ideal, String practised, String next) {
        this(saw, ideal, practised, next, null);
    }

    /** How it was held, where that was told. */
    public @Nullable Technique technique() {
        return said instanceof Talk talk ? talk.technique() : null;
    }

    /**
     * The answer that was talked about: ids, no words.
     *
     * @param interactionId of the contact that was rated; absent where no answer tells it, or it was erased
     */
    public record About(ResponseRef ref, @Nullable String interactionId) {}

    /** The supervisor's words, each field 1 to {@value #MAX_LENGTH} characters. */
    public sealed interface Said {}

    /**
     * A micro-coaching session: what I saw, what ideal looks like, what we practised, what next.
     *
     * @param technique how it was held, where that was told
     */
    public record Talk(
            String saw,
            String ideal,
            String practised,
            String next,
            @Nullable Technique technique) implements Said {
        public Talk {
            require(saw, ideal, practised, next);
        }
    }

    /** Praise, in the words given. */
    public record Praise(String words) implements Said {
        public Praise {
            require(words);
        }
    }

    /** What is done where the same talk was held before: the training that was agreed, and what next. */
    public record Training(String agreed, String next) implements Said {
        public Training {
            require(agreed, next);
        }
    }

    /** What an item takes to be completed. */
    public enum Form {
        TALK("saw", "ideal", "practised", "next"),
        PRAISE("words"),
        TRAINING("agreed", "next");

        private final List<String> fields;

        Form(String... fields) {
            this.fields = List.of(fields);
        }

        /** The fields that it has, all of them required. */
        public List<String> fields() {
            return fields;
        }

        /** What fits an item. */
        public static Form of(Kind kind, Intervention intervention) {
            return switch (kind) {
                case PRAISE -> PRAISE;
                case COACHING, OPERATIONS ->
                    switch (intervention) {
                        case SESSION -> TALK;
                        case TRAINING -> TRAINING;
                    };
            };
        }
    }

    private static void require(String... texts) {
        if (Arrays.stream(texts).anyMatch(text -> text.isBlank() || refusal(text, MAX_LENGTH) != null)) {
            throw new IllegalArgumentException("A session with a field that is none");
        }
    }

    /**
     * What keeps a text from being taken, whatever else is in it; null: nothing.
     *
     * @param longest in characters (code points)
     */
    public static @Nullable String refusal(String text, int longest) {
        if (text.codePointCount(0, text.length()) > longest) {
            return "has more than " + longest + " characters";
        }
        if (text.indexOf('\0') >= 0) {
            return "contains the character U+0000";
        }
        return text.codePoints().anyMatch(Session::isHalf) ? "contains half of a surrogate pair" : null;
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
