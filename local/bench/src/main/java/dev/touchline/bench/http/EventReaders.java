package dev.touchline.bench.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Many readers of server-sent events on one thread. Events are recognised by their {@code id:} line, a version in base
 * 36; all else of them is passed over.
 */
public final class EventReaders implements AutoCloseable {
    private static final int TYPICAL_LINE = 64;
    private static final long PAUSE_MILLIS = 20;

    private final Selector selector;
    private final List<Reader> readers = new ArrayList<>();
    private final int groups;
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(1 << 16);
    private Histogram latency = new Histogram(3);
    private volatile boolean open = true;
    private volatile int begun;

    private EventReaders(int groups) throws IOException {
        this.selector = Selector.open();
        this.groups = groups;
    }

    /** A change that readers of a group are to hear of. */
    private record Change(long version, long nanos) {}

    /**
     * Connects so many readers, which send the requests in turns, and returns when each has had its first event.
     *
     * @param requests one for each group of readers
     */
    public static EventReaders connect(InetSocketAddress to, List<byte[]> requests, int count, Duration patience)
            throws IOException, InterruptedException {
        EventReaders all = new EventReaders(requests.size());
        Thread thread = Thread.ofPlatform().daemon().name("event-readers").unstarted(all::run);
        thread.start();
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open();
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.connect(to);
            channel.write(ByteBuffer.wrap(requests.get(i % requests.size())));
            channel.configureBlocking(false);
            Reader reader = all.new Reader(channel);
            all.readers.add(reader);
            all.selector.wakeup();
            channel.register(all.selector, SelectionKey.OP_READ, reader);
        }
        long until = System.nanoTime() + patience.toNanos();
        while (all.begun < count) {
            if (System.nanoTime() > until) {
                all.close();
                throw new IOException("%,d of %,d readers had an event".formatted(all.begun, count));
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return all;
    }

    /** Says that the queue of this group has changed. */
    public synchronized void changed(int group, long version, long nanos) {
        Change change = new Change(version, nanos);
        for (int i = group; i < readers.size(); i += groups) {
            readers.get(i).expect(change);
        }
    }

    /** Forgets what was measured. */
    public synchronized void forget() {
        latency = new Histogram(3);
    }

    /** From the changes to the events, nanoseconds, when all have been heard of. */
    public Histogram heard(Duration patience) throws IOException, InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (left() > 0) {
            if (System.nanoTime() > until) {
                throw new IOException("LOST: %,d changes were not heard of".formatted(left()));
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        synchronized (this) {
            return latency.copy();
        }
    }

    private synchronized long left() {
        return readers.stream().mapToLong(reader -> reader.due.size()).sum();
    }

    private void run() {
        try {
            while (open) {
                selector.select(key -> ((Reader) key.attachment()).ready(), PAUSE_MILLIS);
            }
        } catch (IOException e) {
            open = false;
        }
    }

    private final class Reader {
        private final SocketChannel channel;
        private final Deque<Change> due = new ArrayDeque<>();
        private final StringBuilder line = new StringBuilder(TYPICAL_LINE);
        private boolean first = true;
        private long seen;
        private long seenAt;

        Reader(SocketChannel channel) {
            this.channel = channel;
        }

        /** The event may have been faster than the word of the change. */
        void expect(Change change) {
            if (seen >= change.version()) {
                latency.recordValue(Math.max(0, seenAt - change.nanos()));
            } else {
                due.add(change);
            }
        }

        void ready() {
            try {
                incoming.clear();
                if (channel.read(incoming) < 0) {
                    channel.close();
                }
            } catch (IOException e) {
                return;
            }
            incoming.flip();
            long now = System.nanoTime();
            for (char next : StandardCharsets.ISO_8859_1.decode(incoming).array()) {
                if (next == '\n') {
                    ended(line.toString().strip(), now);
                    line.setLength(0);
                } else {
                    line.append(next);
                }
            }
        }

        private void ended(String text, long now) {
            if (!text.startsWith("id:")) {
                return;
            }
            long version = Long.parseLong(text.substring("id:".length()).strip(), Character.MAX_RADIX);
            if (first) {
                first = false;
                begun++;
            }
            synchronized (EventReaders.this) {
                seen = version;
                seenAt = now;
                while (!due.isEmpty() && due.peek().version() <= version) {
                    latency.recordValue(Math.max(0, now - due.remove().nanos()));
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        open = false;
        selector.wakeup();
        for (Reader reader : readers) {
            reader.channel.close();
        }
        selector.close();
    }
}
