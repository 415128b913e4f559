package dev.touchline.local.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What {@code kubectl kustomize} makes of a folder, object by object. */
record Rendered(List<JsonNode> objects) {
    private static final Set<String> WORKLOADS = Set.of("Deployment", "StatefulSet", "Job");

    Rendered {
        objects = List.copyOf(objects);
    }

    static boolean kubectlIsThere() {
        try {
            return run("kubectl", "version", "--client").exit() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    static Rendered of(Path folder) throws IOException {
        Run run = run("kubectl", "kustomize", folder.toString());
        if (run.exit() != 0) {
            throw new AssertionError("kubectl kustomize " + folder + " failed:\n" + run.output());
        }
        try (MappingIterator<JsonNode> documents =
                new YAMLMapper().readerFor(JsonNode.class).readValues(run.output())) {
            return new Rendered(documents.readAll());
        }
    }

    List<JsonNode> workloads() {
        return objects.stream()
                .filter(object -> WORKLOADS.contains(kind(object)))
                .toList();
    }

    JsonNode one(String kind, String name) {
        return objects.stream()
                .filter(object -> kind.equals(kind(object)) && name.equals(name(object)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No %s %s is rendered".formatted(kind, name)));
    }

    boolean has(String kind, String name) {
        return objects.stream().anyMatch(object -> kind.equals(kind(object)) && name.equals(name(object)));
    }

    static String kind(JsonNode object) {
        return object.path("kind").asText();
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    /** Its only container. */
    static JsonNode container(JsonNode workload) {
        return workload.at("/spec/template/spec/containers/0");
    }

    private record Run(int exit, String output) {}

    private static Run run(String... command) throws IOException {
        Path output = Files.createTempFile("kubectl", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new Run(process.waitFor(), Files.readString(output));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
