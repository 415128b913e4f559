package dev.touchline.bench.http;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A whole HTTP answer.
 *
 * @param etag as sent, quotes included
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares answers
public record Answer(int status, @Nullable String etag, byte[] body) {
    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Status and the beginning of the body, for a message. */
    public String brief() {
        String text = text();
        return "HTTP " + status + " " + text.substring(0, Math.min(300, text.length()));
    }
}
