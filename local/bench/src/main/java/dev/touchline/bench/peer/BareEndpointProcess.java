package dev.touchline.bench.peer;

import dev.touchline.backing.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The {@link BareEndpoint} in a JVM of its own. */
public final class BareEndpointProcess implements AutoCloseable {
    private final PeerProcess process;
    private final int port;

    private BareEndpointProcess(PeerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it on a free port and returns when it listens. */
    public static BareEndpointProcess start(String bootstrap, String kafkaTopic) throws IOException {
        int port = Ports.free();
        return new BareEndpointProcess(
                PeerProcess.start(
                        BareEndpoint.class,
                        "-Xmx256m",
                        BareEndpoint.READY,
                        Integer.toString(port),
                        bootstrap,
                        kafkaTopic),
                port);
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
        process.close();
    }
}
