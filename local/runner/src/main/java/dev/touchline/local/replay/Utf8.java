package dev.touchline.local.replay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Finds the place at which a file is not UTF-8. */
final class Utf8 {
    private static final int CHUNK = 1 << 16;

    private final Path file;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
    private final CharBuffer chars = CharBuffer.allocate(CHUNK);
    private long before;
    private long line = 1;

    private Utf8(Path file) {
        this.file = file;
    }

    /** Reads the whole file; throws {@link IOException} that names line and byte, and what to do, when it is not. */
    static void require(Path file) throws IOException {
        new Utf8(file).read();
    }

    private void read() throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            boolean end = false;
            while (!end) {
                end = channel.read(bytes) < 0;
                bytes.flip();
                decode(end);
                before += bytes.position();
                bytes.compact();
            }
        }
    }

    private void decode(boolean end) throws IOException {
        CoderResult result;
        do {
            result = decoder.decode(bytes, chars, end);
            line += chars.flip().chars().filter(character -> character == '\n').count();
            chars.clear();
        } while (result.isOverflow());
        if (result.isError()) {
            throw new IOException("""
                    %s is not UTF-8: line %d, byte %d of the file (0x%02X). Save it as UTF-8, for instance with
                      iconv -f WINDOWS-1252 -t UTF-8 FILE > utf8-FILE""".formatted(file, line, before + bytes.position(), bytes.get(bytes.position())));
        }
    }
}
