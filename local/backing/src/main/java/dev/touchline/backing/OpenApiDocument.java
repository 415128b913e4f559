package dev.touchline.backing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Holds the committed OpenAPI document to what the running service says of itself. */
public final class OpenApiDocument {
    private OpenApiDocument() {}

    /**
     * Call it within a {@code @QuarkusTest}.
     *
     * @param committed the file, relative to the module, usually {@code openapi.yaml}
     * @throws AssertionError saying which file to copy, when they differ
     */
    public static void assertCommitted(Path committed) {
        String generated = ServiceUnderTest.current().openApi("yaml").strip() + "\n";
        Path fresh = Path.of("target", "openapi.yaml");
        try {
            Files.createDirectories(fresh.getParent());
            Files.writeString(fresh, generated);
            if (!Files.exists(committed) || !Files.readString(committed).equals(generated)) {
                throw new AssertionError(
                        """
                        %s is not what the service offers. If the change is meant, commit it: in %s
                          cp %s %s""".formatted(committed, Path.of("").toAbsolutePath().getFileName(), fresh, committed));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Can't compare " + committed, e);
        }
    }
}
