package dev.touchline.bench.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Status line and the few header fields that matter here.
 *
 * @param length of the body in bytes; meaningless when it is chunked
 */
record AnswerHead(
        int status, long length, boolean chunked, @Nullable String etag) {
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    /** Reads a head as it came, without the empty line that ends it. */
    static AnswerHead parse(String head) throws IOException {
        if (!head.startsWith("HTTP/1.1 ") || head.length() < 12) {
            throw new IOException("Not an HTTP/1.1 answer: " + head);
        }
        int status = Integer.parseInt(head, 9, 12, 10);
        String length = field(head, "content-length");
        boolean chunked = "chunked".equalsIgnoreCase(field(head, "transfer-encoding"));
        String etag = field(head, "etag");
        if (status == NO_CONTENT || status == NOT_MODIFIED) {
            return new AnswerHead(status, 0, false, etag);
        }
        if (length == null && !chunked) {
            throw new IOException("An answer without a length can't be told from the next: " + head);
        }
        return new AnswerHead(status, length == null ? 0 : Long.parseLong(length), chunked, etag);
    }

    private static @Nullable String field(String head, String name) {
        int line = head.indexOf("\r\n");
        while (line >= 0) {
            int start = line + 2;
            int end = head.indexOf("\r\n", start);
            if (head.regionMatches(true, start, name, 0, name.length()) && head.charAt(start + name.length()) == ':') {
                return head.substring(start + name.length() + 1, end < 0 ? head.length() : end)
                        .trim();
            }
            line = end;
        }
        return null;
    }
}
