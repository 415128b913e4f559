package dev.touchline.bench.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** A server for the load drivers' tests: the JDK's own, on the loopback. */
public final class FakeServer implements AutoCloseable {
    private final HttpServer server;

    /** What it does with a request; runs on a thread of its own. */
    public interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    public FakeServer(Behaviour behaviour) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            behaviour.answer(exchange);
            exchange.close();
        });
        server.start();
    }

    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
