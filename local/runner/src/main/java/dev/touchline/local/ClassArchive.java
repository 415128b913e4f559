package dev.touchline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the JVM of a service writes down, at its first orderly end, which classes it had loaded; the next start takes a
 * third less of the processor. Named after the build, as a JVM neither uses nor replaces an archive of another build.
 */
final class ClassArchive {
    private ClassArchive() {}

    /** The JVM's arguments for it; archives of earlier builds are deleted. */
    static List<String> arguments(Path folder, Service service, Path jar) {
        try {
            Files.createDirectories(folder);
            Path archive = folder.resolve("%s-%d.jsa"
                    .formatted(service.label(), Files.getLastModifiedTime(jar).toMillis()));
            deleteOthers(folder, service, archive);
            return List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive);
        } catch (IOException e) {
            throw new UncheckedIOException("The class archive cannot be looked after", e);
        }
    }

    private static void deleteOthers(Path folder, Service service, Path archive) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                boolean ofService = file.getFileName().toString().startsWith(service.label() + "-");
                if (ofService && !file.equals(archive)) {
                    Files.delete(file);
                }
            }
        }
    }
}
