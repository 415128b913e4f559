package dev.touchline.feedback.core.webhook;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One webhook request as it came.
 *
 * @param body the raw bytes; signatures are over exactly these. Nobody changes them.
 * @param headers by lower-case name; a header that was sent several times is joined by commas (RFC 9110 §5.3)
 */
public record Delivery(byte[] body, Map<String, String> headers) {
    public Delivery {
        Map<String, String> lower = HashMap.newHashMap(headers.size());
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        headers = Map.copyOf(lower);
    }

    /** The value of a header, whatever the case of its name. */
    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }
}
