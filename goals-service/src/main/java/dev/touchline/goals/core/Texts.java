package dev.touchline.goals.core;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks what people typed: present, within its length, and nothing in it that can't be shown or stored. */
public final class Texts {
    /** Longest sentence that anybody may write about a goal, in characters. */
    public static final int MAX_SENTENCE = 500;

    private Texts() {}

    /**
     * The text without outer white space, or empty after naming the problem.
     *
     * @param min shortest allowed, in code points
     * @param max longest allowed, in code points
     * @param problems where what is wrong is added
     */
    public static Optional<String> check(
            @Nullable String text, String pointer, int min, int max, List<FieldProblem> problems) {
        if (text == null || text.isBlank()) {
            problems.add(new FieldProblem(pointer, "is missing: " + lengths(min, max)));
            return Optional.empty();
        }
        String stripped = text.strip();
        int length = stripped.codePointCount(0, stripped.length());
        if (length < min || length > max) {
            problems.add(
                    new FieldProblem(pointer, "has %d characters, wanted are %s".formatted(length, lengths(min, max))));
            return Optional.empty();
        }
        if (stripped.chars().anyMatch(Texts::isUnwanted)) {
            problems.add(new FieldProblem(pointer, "contains control characters"));
            return Optional.empty();
        }
        return Optional.of(stripped);
    }

    private static String lengths(int min, int max) {
        return "%d to %d characters".formatted(min, max);
    }

    private static boolean isUnwanted(int c) {
        return Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t';
    }
}
