package dev.touchline.coaching.http;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Polls that come again and again: the same bytes of a token and of a URI mean the same caller and the same question,
 * so neither is read again until the token ends, or for five minutes at most. Whether the caller may see the queue is
 * no part of what is remembered: that is asked every time. Tokens are kept as hashes only.
 */
@Singleton
class KnownPolls {
    static final Duration AT_MOST = Duration.ofMinutes(5);
    static final int MOST = 10_000;

    private final Clock clock;
    private final Map<String, QueuePoll> polls = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, QueuePoll> eldest) {
            return size() > MOST;
        }
    };

    KnownPolls(Clock clock) {
        this.clock = clock;
    }

    /** Remembers a poll whose token is verified and whose query is understood. */
    void remember(String authorization, String uri, QueuePoll poll) {
        QueuePoll bounded = poll.atMostUntil(clock.instant().plus(AT_MOST));
        synchronized (polls) {
            polls.put(key(authorization, uri), bounded);
        }
    }

    /** The poll, if it is known and still allowed. */
    @Nullable
    QueuePoll find(String authorization, String uri) {
        QueuePoll poll;
        synchronized (polls) {
            poll = polls.get(key(authorization, uri));
        }
        return poll != null
                        && clock.instant().isBefore(poll.until())
                        && poll.allowed().getAsBoolean()
                ? poll
                : null;
    }

    private static String key(String authorization, String uri) {
        try {
            byte[] both = (authorization + '\n' + uri).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(both));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
