package dev.touchline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The JVM's ahead-of-time cache of a service (JEP 483 and 515): the classes of a trial start, read and linked, and what
 * was called often in it. A start with it takes two fifths of the processor time. It lies beside the packaged service
 * and is named after that very build, since the JVM refuses the cache of another one.
 */
record StartCache(Service service, Path file) {
    private static final String SUFFIX = ".aot";

    static StartCache of(Path home, Service service) {
        Path jar = service.jar(home);
        try {
            long built = Files.getLastModifiedTime(jar).toMillis();
            return new StartCache(
                    service, jar.resolveSibling("../" + built + SUFFIX).normalize());
        } catch (IOException e) {
            throw new UncheckedIOException(service.label() + "-service is not built", e);
        }
    }

    boolean made() {
        return Files.exists(file);
    }

    /** The JVM's arguments that use it; none while there is none. */
    List<String> use() {
        return made() ? List.of("-XX:AOTCache=" + file) : List.of();
    }

    /** The JVM's arguments of the trial start, at whose end the JVM writes the cache into {@code draft}. */
    static List<String> record(Path draft) {
        return List.of("-XX:AOTCacheOutput=" + draft);
    }

    /** In one step: another stack may be starting from the same build. */
    void adopt(Path draft) throws IOException {
        deleteEarlier();
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private void deleteEarlier() throws IOException {
        try (Stream<Path> siblings = Files.list(file.resolveSibling(""))) {
            for (Path sibling :
                    siblings.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
                Files.deleteIfExists(sibling);
            }
        }
    }
}
