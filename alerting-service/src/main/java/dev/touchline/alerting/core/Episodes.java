package dev.touchline.alerting.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The systemic causes that were published, those that ended within {@link #KEPT}. Safe for one thread that adds and
 * many that ask.
 *
 * <p>A rating is covered when the beginning was in force as it was received, the rating was given at or after that
 * beginning, not at or after an end that was in force as it was received, and received within {@link #REACH} of that
 * end. What was published does not change, so the answer is always the same.
 */
public final class Episodes implements Causes {
    /** What is published is in force from so long after: by then every instance has it, whatever crashed meanwhile. */
    public static final Duration SETTLES = Duration.ofMinutes(1);

    /**
     * How long after its end a cause still mutes what is received then. Whoever answers later than the brokers keep
     * anything is not measured against it any more; that the rating itself decides this, and no clock, keeps replays
     * alike.
     */
    public static final Duration REACH = Duration.ofDays(28);

    /**
     * How long after its end one is kept: until what was received within {@link #REACH} has left the brokers (28 days)
     * too, and can't be judged again, and some days for clocks and the grace.
     */
    public static final Duration KEPT = REACH.multipliedBy(2).plusDays(7);

    private record Place(String team, String topic) {}

    private record Known(Cause.Published began, Optional<Cause.Published> ended) {
        boolean covers(Rating rating) {
            Episode episode = began.cause().episode();
            return inForce(began, rating)
                    && !rating.respondedAt().isBefore(episode.from())
                    && (episode.channel().isEmpty() || episode.channel().equals(rating.channel()))
                    && ended.filter(end -> inForce(end, rating))
                            .flatMap(end -> end.cause().end())
                            .filter(end -> !rating.respondedAt().isBefore(end.at())
                                    || rating.receivedAt().isAfter(end.at().plus(REACH)))
                            .isEmpty();
        }

        boolean isOver(Instant now) {
            return ended.flatMap(end -> end.cause().end())
                    .filter(end -> now.isAfter(end.at().plus(KEPT)))
                    .isPresent();
        }

        private static boolean inForce(Cause.Published published, Rating rating) {
            return !rating.receivedAt().isBefore(published.at().plus(SETTLES));
        }
    }

    private final Map<Place, NavigableMap<Instant, Known>> places = new ConcurrentHashMap<>();

    /** Takes one in; of two that say the same, the one that was published first stands. */
    public void add(Cause.Published published) {
        Cause cause = published.cause();
        places.computeIfAbsent(new Place(cause.team(), cause.topic()), place -> new ConcurrentSkipListMap<>())
                .compute(cause.episode().at(), (at, known) -> merged(Optional.ofNullable(known), published));
        forget(published.at());
    }

    /** Causes are few and come seldom, so each looks through all. */
    private void forget(Instant now) {
        places.values().forEach(known -> known.values().removeIf(one -> one.isOver(now)));
        places.values().removeIf(NavigableMap::isEmpty);
    }

    /** How many are kept. */
    int size() {
        return places.values().stream().mapToInt(NavigableMap::size).sum();
    }

    /** An end that is read before its beginning says all of it. */
    private static Known merged(Optional<Known> known, Cause.Published next) {
        if (next.cause().end().isPresent()) {
            return known.map(was -> new Known(was.began(), Optional.of(earlier(was.ended(), next))))
                    .orElseGet(() -> new Known(next, Optional.of(next)));
        }
        return known.map(was -> new Known(earlier(Optional.of(was.began()), next), was.ended()))
                .orElseGet(() -> new Known(next, Optional.empty()));
    }

    private static Cause.Published earlier(Optional<Cause.Published> known, Cause.Published next) {
        return known.filter(was -> was.at().isBefore(next.at())).orElse(next);
    }

    @Override
    public Optional<Reason> muting(Rating rating) {
        NavigableMap<Instant, Known> known = places.get(new Place(rating.team(), rating.topic()));
        if (known == null) {
            return Optional.empty();
        }
        return known.descendingMap().values().stream()
                .filter(one -> one.covers(rating))
                .findFirst()
                .map(one -> one.began().cause())
                .map(cause -> Reason.Systemic.of(cause.team(), cause.episode()).muting());
    }
}
