package dev.touchline.local.crash.sabotage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Packs {@link EarlyCommitAgent} for {@code -javaagent}. */
public final class AgentJar {
    private AgentJar() {}

    /** Writes the jar into the folder and returns the JVM argument that attaches it. */
    public static String attach(Path folder) throws IOException {
        Path jar = folder.resolve("early-commit-agent.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", EarlyCommitAgent.class.getName());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (String name : List.of("EarlyCommitAgent", "EarlyCommitAgent$1")) {
                add(out, EarlyCommitAgent.class.getPackageName().replace('.', '/') + "/" + name + ".class");
            }
        }
        return "-javaagent:" + jar;
    }

    private static void add(JarOutputStream out, String file) throws IOException {
        try (InputStream in = AgentJar.class.getClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("Not compiled: " + file);
            }
            out.putNextEntry(new JarEntry(file));
            in.transferTo(out);
            out.closeEntry();
        }
    }
}
