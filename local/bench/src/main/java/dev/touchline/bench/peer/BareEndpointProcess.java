package dev.touchline.bench.peer;

import dev.touchline.backing.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The {@link BareEndpoint} in a JVM of its own, with the services' JVM arguments. */
public final class BareEndpointProcess implements AutoCloseable {
    private final Process process;
    private final int port;

    private BareEndpointProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it on a free port and returns when it listens. */
    public static BareEndpointProcess start(String bootstrap, String kafkaTopic) throws IOException {
        int port = Ports.free();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xss512k",
                        "-XX:-UsePerfData",
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareEndpoint.class.getName(),
                        Integer.toString(port),
                        bootstrap,
                        kafkaTopic)
                .redirectErrorStream(true)
                .start();
        BareEndpointProcess endpoint = new BareEndpointProcess(process, port);
        endpoint.awaitReady();
        return endpoint;
    }

    private void awaitReady() throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals(BareEndpoint.READY)) {
                Thread.ofPlatform().daemon().name("bare-endpoint-output").start(() -> drain(output));
                return;
            }
            said.append(line).append('\n');
        }
        throw new IOException("The bare endpoint did not start:\n" + said);
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

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** {@code host:port}. */
    public String authority() {
        return "127.0.0.1:" + port;
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
