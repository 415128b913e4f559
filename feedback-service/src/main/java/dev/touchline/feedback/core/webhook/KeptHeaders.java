package dev.touchline.feedback.core.webhook;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/**
 * The headers that a mapping sees and that are kept with a delivery: those that say what it is. What proves who sent it
 * is neither kept nor shown to a mapping.
 */
public final class KeptHeaders {
    private static final Set<String> BY_NAME = Set.of("content-type", "user-agent");
    private static final List<String> BY_END =
            List.of("-id", "-event", "-topic", "-type", "-delivery", "-timestamp", "-version", "-trigger");
    private static final List<String> NEVER =
            List.of("authorization", "signature", "token", "key", "secret", "auth", "password", "cookie", "hmac");
    private static final int MOST = 20;
    private static final int CHARS = 500;

    private KeptHeaders() {}

    /** The delivery with no other headers than those. */
    public static Delivery of(Delivery delivery) {
        TreeMap<String, String> kept = new TreeMap<>();
        delivery.headers().forEach((name, value) -> {
            if (isKept(name) && value.length() <= CHARS) {
                kept.put(name, value);
            }
        });
        while (kept.size() > MOST) {
            kept.pollLastEntry();
        }
        return new Delivery(delivery.body(), kept);
    }

    private static boolean isKept(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return (BY_NAME.contains(name) || BY_END.stream().anyMatch(name::endsWith))
                && NEVER.stream().noneMatch(name::contains);
    }
}
