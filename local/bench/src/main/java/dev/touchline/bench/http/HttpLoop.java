package dev.touchline.bench.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * One thread that drives any number of connections. Requests are ready-made bytes and answers are barely looked at: a
 * few microseconds each, an order less than a general client, because generator and server share the machine.
 */
public final class HttpLoop implements AutoCloseable {
    private static final int READ_BYTES = 1 << 17;
    private static final int SOCKET_BYTES = 1 << 18;

    private final Selector selector;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(READ_BYTES);
    private final Thread thread;
    private volatile boolean open = true;

    public HttpLoop() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("No selector", e);
        }
        thread = Thread.ofPlatform().daemon().name("http-loop").unstarted(this::run);
        thread.start();
    }

    /** Runs the task soon on the loop's thread. */
    public void execute(Runnable task) {
        tasks.add(task);
        if (Thread.currentThread() != thread) {
            selector.wakeup();
        }
    }

    /** Runs the task on the loop's thread and waits for what it answers. Not to be called from there. */
    public <T> T call(Supplier<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        execute(() -> {
            try {
                result.complete(task.get());
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return result.join();
    }

    /** A new connection. Only on the loop's thread; connecting blocks it, which on the loopback is nothing. */
    public HttpConnection connect(InetSocketAddress to) {
        try {
            SocketChannel channel = SocketChannel.open();
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BYTES);
            channel.connect(to);
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            HttpConnection connection = new HttpConnection(channel, key);
            key.attach(connection);
            return connection;
        } catch (IOException e) {
            throw new UncheckedIOException("Can't connect to " + to, e);
        }
    }

    private void run() {
        try {
            while (open) {
                selector.select(key -> ((HttpConnection) key.attachment()).ready(incoming));
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
            }
            for (SelectionKey key : selector.keys()) {
                ((HttpConnection) key.attachment()).close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The load generator's loop broke", e);
        }
    }

    /** Closes all connections; requests on their way fail. */
    @Override
    public void close() {
        open = false;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
