package dev.touchline.local.crash;

import dev.touchline.local.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads from a service's log how often it died at a failpoint: the proof that it was the point and nothing else. */
final class PointsReached {
    private PointsReached() {}

    static int count(LocalStack stack, Strike.AtPoint at) {
        return countInLog(stack, at.victim(), "Failpoint reached, halting name=" + at.point());
    }

    /** How many lines of the process's log hold the words. */
    static int countInLog(LocalStack stack, String member, String words) {
        Path log = stack.folder().path().resolve("logs").resolve(member + ".log");
        try {
            return Files.exists(log)
                    ? (int) Files.readString(log)
                            .lines()
                            .filter(line -> line.contains(words))
                            .count()
                    : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("No log of " + member, e);
        }
    }
}
