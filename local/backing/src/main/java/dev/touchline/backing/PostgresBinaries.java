package dev.touchline.backing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks PostgreSQL's programs for this machine, once per version, into the user's cache. */
final class PostgresBinaries {
    private static final int EXECUTABLE_BITS = 0111;

    private PostgresBinaries() {}

    /** The folder that has {@code bin/postgres}; unpacks it when it is not there yet. Safe among several processes. */
    static Path unpacked() {
        String platform = platform();
        Path target = cache().resolve("postgres-%s-%s".formatted(version(), platform));
        if (!Files.isDirectory(target)) {
            unpack("/postgres-" + platform + ".txz", target);
        }
        return target;
    }

    private static Path cache() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path base = xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return base.resolve("touchline");
    }

    /** As the binaries' jars spell it: linux-x86_64, linux-arm_64, darwin-x86_64, darwin-arm_64. */
    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String arch = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        return os + "-" + arch;
    }

    private static String version() {
        try (InputStream in = PostgresBinaries.class.getResourceAsStream("/backing.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("postgres.version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Into a neighbour first: a folder of the final name is always whole, also after a kill or a race. */
    private static void unpack(String resource, Path target) {
        try (InputStream in = PostgresBinaries.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("No PostgreSQL binaries for this machine: " + resource
                        + " is not on the classpath. Use -Pcontainers, or add the binaries of this platform.");
            }
            Files.createDirectories(target.getParent());
            Path fresh = Files.createTempDirectory(target.getParent(), "unpacking");
            untar(in, fresh);
            publish(fresh, target);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL could not be unpacked into " + target, e);
        }
    }

    private static void publish(Path fresh, Path target) throws IOException {
        try {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (FileSystemException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
            delete(fresh);
        }
    }

    private static void untar(InputStream in, Path folder) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(in)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = folder.resolve(entry.getName()).normalize();
                if (!path.startsWith(folder)) {
                    throw new IOException("The archive reaches out of its folder: " + entry.getName());
                }
                write(tar, entry, path);
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        if ((entry.getMode() & EXECUTABLE_BITS) != 0 && !path.toFile().setExecutable(true, false)) {
            throw new IOException("Can't make executable: " + path);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
