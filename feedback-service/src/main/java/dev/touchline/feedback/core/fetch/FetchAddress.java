package dev.touchline.feedback.core.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where answers are fetched, and which addresses a fetch may never reach. */
public final class FetchAddress {
    /** The path of a response, as Qualtrics has it. */
    public static final String USUAL_PATH = "/surveys/{survey}/responses/{response}";

    private static final String SURVEY = "{survey}";
    private static final String RESPONSE = "{response}";

    private FetchAddress() {}

    /** Whether this can be the path of a response: it begins with a slash, names the response, and is part of a URL. */
    public static boolean isPath(String path) {
        return path.startsWith("/")
                && path.contains(RESPONSE)
                && of("https://a.example", path, "s", "r").isPresent();
    }

    /**
     * The address of a response. What a notification says can neither choose the host nor walk along the path.
     *
     * @param base http or https, without query or fragment; a slash at its end does not count
     * @param path with {@code {response}} and usually {@code {survey}}
     * @return empty when that gives no such address
     */
    public static Optional<URI> of(String base, String path, String survey, String response) {
        if (isDots(survey) || isDots(response)) {
            return Optional.empty();
        }
        String stripped = base.replaceAll("/+$", "");
        try {
            URI host = new URI(stripped);
            URI uri = new URI(stripped + path.replace(SURVEY, encoded(survey)).replace(RESPONSE, encoded(response)));
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            boolean plain = host.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
            boolean sameHost = uri.getHost() != null && uri.getRawAuthority().equals(host.getRawAuthority());
            return web && plain && sameHost ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static boolean isDots(String id) {
        return id.isEmpty() || id.equals(".") || id.equals("..");
    }
}
