package dev.touchline.coaching.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The ETag of a queue: its version, and what was asked of it by whom. */
final class QueueTag {
    private QueueTag() {}

    /** @param mark of what was asked by whom, see {@link #mark} */
    static String of(long version, String mark) {
        return '"' + Long.toString(version, Character.MAX_RADIX) + '-' + mark + '"';
    }

    /** The part that says what was asked by whom. */
    static String mark(QueueQuery query, String scope) {
        CRC32C hash = new CRC32C();
        hash.update(
                (query.wanted().team() + '\n' + query.fingerprint() + '\n' + scope).getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(hash.getValue());
    }

    /** Whether {@code If-None-Match} names this tag; weakness does not matter there (RFC 9110 §13.1.2). */
    static boolean named(@Nullable String ifNoneMatch, String tag) {
        return ifNoneMatch != null
                && (ifNoneMatch.equals(tag)
                        || Arrays.stream(ifNoneMatch.split(","))
                                .map(String::strip)
                                .map(each -> each.startsWith("W/") ? each.substring(2) : each)
                                .anyMatch(each -> each.equals(tag) || each.equals("*")));
    }
}
