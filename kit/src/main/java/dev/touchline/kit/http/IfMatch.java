package dev.touchline.kit.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Optimistic locking over HTTP: a version is its ETag, and a write names the version that it saw. */
public final class IfMatch {
    private static final Pattern VERSION = Pattern.compile("\"(\\d{1,18})\"");

    private IfMatch() {}

    /** The version that the caller saw; 428 without the header, 400 when it is not one ETag of ours. */
    public static long require(@Nullable String header) {
        if (header == null || header.isBlank()) {
            throw Problem.of(428, "Precondition required", "Send If-Match with the ETag that you last read.");
        }
        Matcher matcher = VERSION.matcher(header.strip());
        if (!matcher.matches()) {
            throw Problem.of(400, "Bad If-Match", "If-Match takes one ETag as it was given, such as \"3\".");
        }
        return Long.parseLong(matcher.group(1));
    }

    public static String etag(long version) {
        return "\"" + version + "\"";
    }

    /** 412, with the current version as its ETag. */
    public static Problem stale(long current) {
        return Problem.of(412, "Precondition failed", "It has changed since you read it; read it again.")
                .withHeader("ETag", etag(current));
    }
}
