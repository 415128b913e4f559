package dev.touchline.coaching.http;

import dev.touchline.coaching.core.Kind;
import dev.touchline.coaching.store.ItemReader.After;
import dev.touchline.coaching.store.ItemReader.Wanted;
import dev.touchline.kit.http.Cursor;
import dev.touchline.kit.http.Paging;
import dev.touchline.kit.http.Problem;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks of a queue, checked as a whole.
 *
 * @param patience how long to wait for a change at most; zero: not at all
 */
record QueueQuery(Wanted wanted, Duration patience) {
    static final List<String> KINDS =
            Arrays.stream(Kind.values()).map(Kind::word).toList();
    static final List<String> STATES = List.of("open", "claimed", "completed", "dismissed", "deferred", "expired");
    static final int USUAL_LIMIT = 50;
    static final int MOST = 200;
    private static final List<String> LIVE = List.of("open", "claimed");
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** The raw parameters. */
    record Raw(
            @Nullable List<String> kind,
            @Nullable List<String> state,
            @Nullable String topic,
            @Nullable String agent,
            @Nullable String limit,
            @Nullable String cursor,
            @Nullable String patience) {}

    /** 400 with every parameter that is wrong. */
    static QueueQuery of(String team, Raw raw) {
        List<Problem.Cause> causes = new ArrayList<>();
        Wanted wanted = new Wanted(
                team,
                words("kind", raw.kind(), KINDS, KINDS, causes),
                words("state", raw.state(), STATES, LIVE, causes),
                text("topic", raw.topic(), causes),
                text("agent", raw.agent(), causes),
                Paging.limit(raw.limit(), USUAL_LIMIT, MOST, causes),
                after(raw.cursor()));
        Duration patience = patience(raw.patience(), causes);
        if (!causes.isEmpty()) {
            throw new Problem(400, "Bad query", causes);
        }
        return new QueueQuery(wanted, patience);
    }

    /** The same query gives the same text, another query another one. */
    String fingerprint() {
        return wanted.toString();
    }

    /** The words of a repeatable parameter that may also list them with commas; in the order of {@code allowed}. */
    static List<String> words(
            String name,
            @Nullable List<String> given,
            List<String> allowed,
            List<String> otherwise,
            List<Problem.Cause> causes) {
        List<String> words = Objects.requireNonNullElse(given, List.<String>of()).stream()
                .flatMap(each -> Arrays.stream(each.split(",", -1)))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
        if (!allowed.containsAll(words)) {
            causes.add(new Problem.Cause(name, "is one of " + String.join(", ", allowed)));
        }
        return words.isEmpty()
                ? otherwise
                : allowed.stream().filter(words::contains).toList();
    }

    static @Nullable String text(String name, @Nullable String given, List<Problem.Cause> causes) {
        if (given != null && given.indexOf('\0') >= 0) {
            causes.add(new Problem.Cause(name, "contains the character U+0000"));
        }
        return given == null || given.isBlank() ? null : given;
    }

    private static @Nullable After after(@Nullable String cursor) {
        if (cursor == null || cursor.isBlank()) {
            return null;
        }
        List<String> parts = Cursor.decode(cursor, 3);
        try {
            return new After(
                    Double.parseDouble(parts.getFirst()),
                    UUID.fromString(parts.get(1)),
                    Long.parseLong(parts.getLast()));
        } catch (IllegalArgumentException e) {
            throw Cursor.malformed();
        }
    }

    private static Duration patience(@Nullable String given, List<Problem.Cause> causes) {
        if (given == null || given.isBlank()) {
            return Duration.ZERO;
        }
        try {
            Duration wait = Duration.parse(given);
            if (!wait.isNegative() && wait.compareTo(LONGEST_WAIT) <= 0) {
                return wait;
            }
        } catch (DateTimeException e) {
            // Told below, together with what is out of range.
        }
        causes.add(new Problem.Cause("wait", "is an ISO 8601 duration from PT0S to " + LONGEST_WAIT));
        return Duration.ZERO;
    }
}
