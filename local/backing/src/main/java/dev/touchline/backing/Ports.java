package dev.touchline.backing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** TCP ports of 127.0.0.1. */
public final class Ports {
    private static final int CONNECT_TIMEOUT_MS = 200;

    /**
     * Where free ports are looked for: above the ports of the usual services, below those that an operating system
     * gives to outgoing connections (Linux from 32768, others from 49152). A port of that upper range may be free now
     * and be some client's own end a moment later, before the one who asked has bound it.
     */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 31_000;

    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(HIGHEST - LOWEST));

    private Ports() {}

    /** A port that nobody listens on right now; this process gets each one once before it gets it again. */
    public static int free() {
        for (int tried = LOWEST; tried < HIGHEST; tried++) {
            int port = LOWEST + Math.floorMod(NEXT.getAndIncrement(), HIGHEST - LOWEST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port on 127.0.0.1 between " + LOWEST + " and " + HIGHEST);
    }

    /**
     * Checks that a listener can have the port.
     *
     * @throws PortTakenException naming the port and who wanted it
     */
    public static void requireFree(int port, String wantedBy) {
        try {
            bindOnce(port);
        } catch (IOException e) {
            throw new PortTakenException(port, wantedBy, e);
        }
    }

    /** Whether a listener could have the port now. */
    public static boolean isFree(int port) {
        try {
            bindOnce(port);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static void bindOnce(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
    }

    /** Whether somebody accepts connections on the port. */
    public static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_TIMEOUT_MS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
