package dev.touchline.local.replay;

import dev.touchline.local.NotUnderstood;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./touchline replay FILE [--mapping M.yaml] [--speed N] [--rebase] [--key K] [--team T]}.
 *
 * @param speed times the file's own pace; 0 = as fast as it is accepted
 * @param rebase whether the times are moved so that the last one is now
 * @param key of the source; null = the one of {@code demo}
 * @param team where the file's unknown agents are registered; null = they are not
 */
public record ReplayOptions(
        Path file,
        @Nullable Path mapping,
        double speed,
        boolean rebase,
        @Nullable String key,
        @Nullable String team) {
    /** For messages. */
    public static final String USAGE =
            "./touchline replay FILE [--mapping M.yaml] [--speed N] [--rebase] [--key K] [--team T]";

    /** Reads the command line; throws {@link NotUnderstood} with what is wrong. */
    public static ReplayOptions of(List<String> arguments) {
        Path file = null;
        Path mapping = null;
        double speed = 0;
        boolean rebase = false;
        String key = null;
        String team = null;
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            String option = left.pop();
            switch (option) {
                case "--mapping" -> mapping = Path.of(value(option, left));
                case "--speed" -> speed = speed(value(option, left));
                case "--rebase" -> rebase = true;
                case "--key" -> key = value(option, left);
                case "--team" -> team = value(option, left);
                default -> {
                    if (option.startsWith("-") || file != null) {
                        throw new NotUnderstood("What is '" + option + "'? Usage: " + USAGE);
                    }
                    file = Path.of(option);
                }
            }
        }
        if (file == null) {
            throw new NotUnderstood("Which file? Usage: " + USAGE);
        }
        return new ReplayOptions(file, mapping, speed, rebase, key, team);
    }

    private static String value(String option, Deque<String> left) {
        if (left.isEmpty()) {
            throw new NotUnderstood(option + " needs a value. Usage: " + USAGE);
        }
        return left.pop();
    }

    private static double speed(String text) {
        if (text.matches("\\d{1,9}(\\.\\d{1,9})?") && Double.parseDouble(text) > 0) {
            return Double.parseDouble(text);
        }
        throw new NotUnderstood("--speed takes a number above 0, not '" + text + "'.");
    }
}
