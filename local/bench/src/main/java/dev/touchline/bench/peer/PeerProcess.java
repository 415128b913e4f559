package dev.touchline.bench.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A peer's program in a JVM of its own. */
public final class PeerProcess implements AutoCloseable {
    private final Process process;

    private PeerProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts it with the services' JVM arguments and returns when it says so.
     *
     * @param ready the line that it prints then
     */
    static PeerProcess start(Class<?> program, String heap, String ready, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xss512k",
                "-XX:-UsePerfData",
                heap,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        PeerProcess peer = new PeerProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start());
        peer.awaitReady(program, ready);
        return peer;
    }

    /**
     * The bare topology on that Kafka topic.
     *
     * @param enough how many poor ratings of an agent on a topic make one go on
     */
    public static PeerProcess topology(String bootstrap, String kafkaTopic, String out, Path stateDir, int enough)
            throws IOException {
        return start(
                BareTopology.class,
                "-Xmx512m",
                BareTopology.READY,
                bootstrap,
                kafkaTopic,
                out,
                stateDir.toString(),
                Integer.toString(enough));
    }

    /** The bare sink of that Kafka topic, which writes into {@code times} when it committed what. */
    public static PeerProcess sink(String bootstrap, String kafkaTopic, String jdbcUrl, Path times) throws IOException {
        return start(BareSink.class, "-Xmx512m", BareSink.READY, bootstrap, kafkaTopic, jdbcUrl, times.toString());
    }

    private void awaitReady(Class<?> program, String ready) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals(ready)) {
                Thread.ofPlatform().daemon().name("peer-output").start(() -> drain(output));
                return;
            }
            said.append(line).append('\n');
        }
        throw new IOException(program.getSimpleName() + " did not start:\n" + said);
    }

    /** A full pipe would stop it. */
    private static void drain(BufferedReader output) {
        try (output) {
            while (output.readLine() != null) {
                // Nothing of it matters once it runs.
            }
        } catch (IOException _) {
            // It has ended.
        }
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
