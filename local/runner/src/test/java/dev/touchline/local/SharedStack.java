package dev.touchline.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One stack for all end-to-end tests of this JVM, each in a team of its own; started by the first that asks, stopped at
 * the end.
 */
final class SharedStack {
    private static @Nullable LocalStack stack;

    private SharedStack() {}

    static synchronized LocalStack get() throws IOException {
        LocalStack running = stack;
        if (running == null) {
            running = LocalStack.start(
                    StackOptions.apart(home(), emptied(Path.of("target/e2e/shared"))), System.out::println);
            stack = running;
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
        }
        return running;
    }

    /** The project's root, where the packaged services lie. */
    static Path home() {
        return Path.of(System.getProperty("touchline.home", "../.."))
                .toAbsolutePath()
                .normalize();
    }

    static Path emptied(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectories(folder).toAbsolutePath();
    }
}
