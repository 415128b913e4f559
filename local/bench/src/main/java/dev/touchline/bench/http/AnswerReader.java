package dev.touchline.bench.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts HTTP/1.1 answers together from the pieces in which they arrive. Knows bodies with a length and chunked ones,
 * which is all that our servers send; one answer at a time, as there is no pipelining here.
 */
final class AnswerReader {
    private enum State {
        HEAD,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER
    }

    private State state = State.HEAD;
    private byte[] line = new byte[1024];
    private int lineLength;
    private byte[] body = new byte[1024];
    private int bodyLength;
    private long left;
    private @Nullable AnswerHead head;

    /**
     * Takes bytes in.
     *
     * @return the answer when these bytes complete it; then all bytes up to its end were taken and no more
     */
    @Nullable
    Answer read(ByteBuffer in) throws IOException {
        while (in.hasRemaining()) {
            boolean complete =
                    switch (state) {
                        case HEAD -> head(in);
                        case BODY -> take(in);
                        case CHUNK_SIZE -> chunkSize(in);
                        case CHUNK -> chunk(in);
                        case CHUNK_END -> chunkEnd(in);
                        case TRAILER -> trailer(in);
                    };
            if (complete) {
                return answer();
            }
        }
        return null;
    }

    private Answer answer() throws IOException {
        AnswerHead read = head;
        if (read == null) {
            throw new IOException("A body without a head");
        }
        Answer answer = new Answer(read.status(), read.etag(), Arrays.copyOf(body, bodyLength));
        head = null;
        bodyLength = 0;
        lineLength = 0;
        state = State.HEAD;
        return answer;
    }

    private boolean head(ByteBuffer in) throws IOException {
        while (in.hasRemaining()) {
            keep(in.get());
            if (lineLength >= 4 && endsWith('\r', 4) && endsWith('\n', 3) && endsWith('\r', 2) && endsWith('\n', 1)) {
                AnswerHead read = AnswerHead.parse(new String(line, 0, lineLength - 4, StandardCharsets.ISO_8859_1));
                head = read;
                lineLength = 0;
                left = read.length();
                state = read.chunked() ? State.CHUNK_SIZE : State.BODY;
                return !read.chunked() && left == 0;
            }
        }
        return false;
    }

    private boolean take(ByteBuffer in) {
        int length = (int) Math.min(left, in.remaining());
        if (body.length < bodyLength + length) {
            body = Arrays.copyOf(body, Math.max(body.length * 2, bodyLength + length));
        }
        in.get(body, bodyLength, length);
        bodyLength += length;
        left -= length;
        return left == 0;
    }

    private boolean chunkSize(ByteBuffer in) {
        String size = line(in);
        if (size != null) {
            int extension = size.indexOf(';');
            left = Long.parseLong((extension < 0 ? size : size.substring(0, extension)).trim(), 16);
            state = left == 0 ? State.TRAILER : State.CHUNK;
        }
        return false;
    }

    private boolean chunk(ByteBuffer in) {
        if (take(in)) {
            state = State.CHUNK_END;
        }
        return false;
    }

    private boolean chunkEnd(ByteBuffer in) {
        if (line(in) != null) {
            state = State.CHUNK_SIZE;
        }
        return false;
    }

    private boolean trailer(ByteBuffer in) {
        String field = line(in);
        return field != null && field.isEmpty();
    }

    /** The next line without its end; null when it is not all there yet. */
    private @Nullable String line(ByteBuffer in) {
        while (in.hasRemaining()) {
            keep(in.get());
            if (lineLength >= 2 && endsWith('\r', 2) && endsWith('\n', 1)) {
                String text = new String(line, 0, lineLength - 2, StandardCharsets.ISO_8859_1);
                lineLength = 0;
                return text;
            }
        }
        return null;
    }

    private void keep(byte next) {
        if (lineLength == line.length) {
            line = Arrays.copyOf(line, line.length * 2);
        }
        line[lineLength++] = next;
    }

    private boolean endsWith(char c, int fromEnd) {
        return line[lineLength - fromEnd] == c;
    }
}
