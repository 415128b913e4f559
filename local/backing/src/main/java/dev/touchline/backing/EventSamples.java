package dev.touchline.backing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Finds the sample files of a Kafka topic, in the folder or the jar that the schema lies in. */
final class EventSamples {
    private static final String SUFFIX = ".json";

    private EventSamples() {}

    static Map<String, String> read(String topic) {
        URL schema = EventSamples.class.getResource("/events/%s/schema.json".formatted(topic));
        if (schema == null) {
            throw new IllegalArgumentException("events/ has no contract for " + topic);
        }
        try {
            URLConnection connection = schema.openConnection();
            return connection instanceof JarURLConnection jar
                    ? fromJar(jar, "events/%s/samples/".formatted(topic))
                    : fromFolder(Path.of(URI.create(schema.toString())).resolveSibling("samples"));
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read the samples of " + topic, e);
        }
    }

    private static Map<String, String> fromJar(JarURLConnection connection, String folder) throws IOException {
        Map<String, String> samples = new TreeMap<>();
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            for (JarEntry entry : jar.stream()
                    .filter(entry -> entry.getName().startsWith(folder))
                    .filter(entry -> entry.getName().endsWith(SUFFIX))
                    .toList()) {
                try (InputStream in = jar.getInputStream(entry)) {
                    samples.put(name(entry.getName()), new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return samples;
    }

    private static Map<String, String> fromFolder(Path folder) throws IOException {
        Map<String, String> samples = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                samples.put(name(file.toString()), Files.readString(file));
            }
        }
        return samples;
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1, path.length() - SUFFIX.length());
    }
}
