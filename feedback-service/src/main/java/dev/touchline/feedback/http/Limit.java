package dev.touchline.feedback.http;

import dev.touchline.kit.http.Paging;
import org.jspecify.annotations.Nullable;

/** How many of a list fit on a page. */
final class Limit {
    static final String USUAL = "100";
    static final String MOST = "500";

    private Limit() {}

    static int of(@Nullable String given) {
        return Paging.limit(given, Integer.parseInt(USUAL), Integer.parseInt(MOST));
    }
}
