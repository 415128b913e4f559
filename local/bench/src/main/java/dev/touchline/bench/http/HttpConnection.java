package dev.touchline.bench.http;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A keep-alive connection with at most one request on its way. To be used on its loop's thread only. */
public final class HttpConnection {
    private final SocketChannel channel;
    private final SelectionKey key;
    private final AnswerReader reader = new AnswerReader();
    private @Nullable ByteBuffer outgoing;
    private @Nullable AnswerHandler handler;

    HttpConnection(SocketChannel channel, SelectionKey key) {
        this.channel = channel;
        this.key = key;
    }

    /**
     * Sends a whole request, head and body. The buffer belongs to the connection until the handler was called.
     *
     * @throws IllegalStateException when the last request has no answer yet
     */
    public void send(ByteBuffer request, AnswerHandler whenDone) {
        if (handler != null) {
            throw new IllegalStateException("No pipelining");
        }
        handler = whenDone;
        outgoing = request;
        write();
    }

    /** Ends the connection; a request on its way fails. */
    public void close() {
        fail(new IOException("Closed by the load generator"));
    }

    void ready(ByteBuffer incoming) {
        if (key.isValid() && key.isWritable()) {
            write();
        }
        if (key.isValid() && key.isReadable()) {
            read(incoming);
        }
    }

    private void write() {
        ByteBuffer request = outgoing;
        try {
            if (request != null) {
                channel.write(request);
                boolean all = !request.hasRemaining();
                outgoing = all ? null : request;
                key.interestOps(all ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    private void read(ByteBuffer incoming) {
        try {
            incoming.clear();
            if (channel.read(incoming) < 0) {
                throw new EOFException("The server closed the connection");
            }
            incoming.flip();
            Answer answer = reader.read(incoming);
            if (answer != null) {
                finish(answer);
            }
        } catch (IOException | NumberFormatException e) {
            fail(new IOException(e));
        }
    }

    private void finish(Answer answer) throws IOException {
        AnswerHandler waiting = handler;
        if (waiting == null) {
            throw new IOException("An answer that nobody asked for: " + answer.brief());
        }
        handler = null;
        waiting.answered(answer);
    }

    private void fail(IOException why) {
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            why.addSuppressed(e);
        }
        AnswerHandler waiting = handler;
        handler = null;
        if (waiting != null) {
            waiting.failed(why);
        }
    }
}
