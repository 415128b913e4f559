package dev.touchline.feedback.core;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Links that people will click on: only the web's own schemes, so that none can run a script in a browser. */
public final class WebLink {
    private WebLink() {}

    /** Whether it may be shown as a link. */
    public static boolean isAcceptable(String url) {
        if (url.length() > Limits.URL_CHARS) {
            return false;
        }
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && Text.flaw(url, Limits.URL_CHARS) == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
