package dev.touchline.backing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * A real Kafka broker (KRaft, broker and controller in one node) in its own JVM on 127.0.0.1.
 *
 * <p>Everything it owns lies in one directory: {@code data/}, {@code kafka.log}, {@code kafka.pid}. The ports stay the
 * same over {@link #restart}, so clients reconnect. Acknowledged records survive {@link #kill9}.
 */
public final class EmbeddedKafka {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    private final Path home;
    private final Path directory;
    private final int port;
    private final int controllerPort;
    private final Child child;
    private String jit = "-XX:+TieredCompilation";
    private long logStart;

    /**
     * @param home the project's root, below which {@code local/backing/target/{classes,lib}} hold the broker's classes
     * @param directory where the node keeps all its files
     * @param port of the broker's listener; 0 takes a free one
     * @param controllerPort of the controller's listener; 0 takes a free one
     */
    public EmbeddedKafka(Path home, Path directory, int port, int controllerPort) {
        this.home = home.toAbsolutePath();
        this.directory = directory.toAbsolutePath();
        this.port = port == 0 ? Ports.free() : port;
        this.controllerPort = controllerPort == 0 ? Ports.free() : controllerPort;
        this.child = new Child("kafka", this.directory);
    }

    /** Leaves out the optimising compiler: ready in two thirds of the time, slower under load. For short lives. */
    public EmbeddedKafka startingQuickly() {
        jit = "-XX:TieredStopAtLevel=1";
        return this;
    }

    /**
     * Starts the process and returns at once; {@link #awaitReady} says when it serves.
     *
     * @throws PortTakenException when one of the ports is taken
     */
    public EmbeddedKafka start() {
        requireBuilt();
        Ports.requireFree(port, "Kafka");
        Ports.requireFree(controllerPort, "Kafka's controller");
        logStart = child.logSize();
        child.start(command(writeProperties()), Map.of());
        return this;
    }

    /**
     * Returns once the broker is registered and answers clients.
     *
     * @throws IllegalStateException with the end of its log, when it died or the time is over
     */
    public EmbeddedKafka awaitReady(Duration patience) {
        boolean open = Patience.until(patience, () -> !child.alive() || Ports.answers(port));
        if (!open || !child.alive() || !Patience.until(patience, () -> !child.alive() || serves()) || !child.alive()) {
            throw new IllegalStateException(
                    "Kafka did not get ready. The end of " + child.log() + ":\n" + child.logTail(logStart));
        }
        return this;
    }

    private boolean serves() {
        Map<String, Object> config = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 2000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 1000);
        try (Admin admin = Admin.create(config)) {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException _) {
            return false;
        } catch (InterruptedException e) {
            throw Child.interrupted(e);
        }
    }

    /** kill -9, then the same again on the same ports; returns when it is ready. */
    public EmbeddedKafka restart(Duration patience) {
        kill9();
        return start().awaitReady(patience);
    }

    /** kill -9; returns when the process is gone. */
    public void kill9() {
        child.kill9();
    }

    /** An orderly stop; returns when the process is gone. */
    public void stop() {
        child.stop("TERM", STOP_PATIENCE);
    }

    /** Whether the process lives, ready or not. */
    public boolean running() {
        return child.alive();
    }

    /** The broker's process id. */
    public long pid() {
        return child.pid();
    }

    /** For {@code bootstrap.servers}. */
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    /** The listener's port. */
    public int port() {
        return port;
    }

    /** The controller's port. */
    public int controllerPort() {
        return controllerPort;
    }

    private Path classes() {
        return home.resolve("local/backing/target/classes");
    }

    private Path lib() {
        return home.resolve("local/backing/target/lib");
    }

    private void requireBuilt() {
        if (!Files.isDirectory(classes()) || !Files.isDirectory(lib())) {
            throw new IllegalStateException("The embedded broker is not built: no " + lib()
                    + ". Build local/backing, and let the system property touchline.home name the project's root.");
        }
    }

    private List<String> command(Path properties) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                jit,
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.util.logging.config.file=" + classes().resolve("kafka-logging.properties"),
                "-cp",
                classes() + ":" + lib() + "/*",
                "dev.touchline.backing.KafkaMain",
                properties.toString());
    }

    private Path writeProperties() {
        Properties properties = new Properties();
        properties.putAll(KafkaNode.properties(port, controllerPort, directory.resolve("data")));
        Path file = directory.resolve("server.properties");
        try {
            Files.createDirectories(directory);
            try (OutputStream out = Files.newOutputStream(file)) {
                properties.store(out, "Written at every start");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write " + file, e);
        }
        return file;
    }
}
