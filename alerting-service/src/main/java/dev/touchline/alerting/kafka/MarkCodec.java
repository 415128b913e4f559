package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.Filter;
import dev.touchline.alerting.core.Mark;
import dev.touchline.alerting.core.Rated;
import dev.touchline.alerting.core.ResponseKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The marks of a history. What several filters marked is one rating: it is written in full for the first of them, some
 * 10 bytes beside its id, and by its number for the others. What many ratings have in common, and the version by which
 * one after the other was judged, is written once.
 */
final class MarkCodec {
    private static final int IN_FULL = 0;

    /* What a mark's head says beside the number of its rating. */
    private static final int ANEW = 1;
    private static final int SILENCED = 2;

    private MarkCodec() {}

    /** What the ratings of an agent on a topic often have in common. */
    private record Likeness(String source, String team, String given, double score) {
        /* Written out: asked for every rating, and what the compiler makes of a record is not inlined. */

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Likeness that
                    && Double.compare(score, that.score) == 0
                    && given.equals(that.given)
                    && team.equals(that.team)
                    && source.equals(that.source);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * team.hashCode() + given.hashCode()) + Double.hashCode(score);
        }
    }

    /** Writes the marks of one history, in the order in which {@link Reader} reads them. */
    static final class Writer {
        private final StateWriter out;
        /** The marks of a rating share it, so it is known by itself: its ids need not be looked at. */
        private final Map<Rated, Integer> written = new IdentityHashMap<>();

        private final Map<Likeness, Integer> likenesses = new HashMap<>();
        private Instant last;
        private long version;
        private int notes;

        /** @param from near which the marks lie */
        Writer(StateWriter out, Instant from) {
            this.out = out;
            this.last = from;
        }

        void write(Mark mark) {
            Integer known = written.putIfAbsent(mark.rated(), written.size() + 1);
            int number = known == null ? IN_FULL : known;
            boolean asBefore =
                    mark.filter().version() == version && mark.notes().size() == notes;
            out.count(4L * number + (mark.silenced() ? SILENCED : 0) + (asBefore ? 0 : ANEW));
            if (number == IN_FULL) {
                rating(mark.rated());
            }
            if (!asBefore) {
                version = mark.filter().version();
                notes = mark.notes().size();
                out.count(version).count(notes);
            }
            for (int i = 0; i < mark.notes().size(); i++) {
                out.count(mark.notes().get(i));
            }
        }

        private void rating(Rated rated) {
            likeness(new Likeness(rated.response().source(), rated.team(), rated.given(), rated.score()));
            out.id(rated.response().responseId());
            out.time(rated.respondedAt(), last).time(rated.freshFrom(), rated.respondedAt());
            last = rated.respondedAt();
        }

        private void likeness(Likeness likeness) {
            Integer known = likenesses.putIfAbsent(likeness, likenesses.size() + 1);
            out.count(known == null ? IN_FULL : known);
            if (known == null) {
                out.word(likeness.source()).word(likeness.team()).word(likeness.given());
                out.points(likeness.score());
            }
        }
    }

    /** Reads them. */
    static final class Reader {
        private final StateReader in;
        private final List<Rated> ratings = new ArrayList<>();
        private final List<Likeness> likenesses = new ArrayList<>();
        private Instant last;
        private long version;
        private int notes;

        Reader(StateReader in, Instant from) {
            this.in = in;
            this.last = from;
        }

        /** @param filters by version */
        Mark read(LongFunction<Filter> filters) {
            int head = in.size();
            Rated rated = head / 4 == IN_FULL ? rating() : ratings.get(head / 4 - 1);
            if ((head & ANEW) != 0) {
                version = in.count();
                notes = in.size();
            }
            return new Mark(rated, filters.apply(version), (head & SILENCED) != 0, in.sizes(notes));
        }

        private Rated rating() {
            Likeness like = likeness();
            ResponseKey response = new ResponseKey(like.source(), in.id());
            Instant respondedAt = in.time(last);
            Rated rated =
                    new Rated(response, respondedAt, in.time(respondedAt), like.score(), like.given(), like.team());
            ratings.add(rated);
            last = respondedAt;
            return rated;
        }

        private Likeness likeness() {
            int number = in.size();
            if (number == IN_FULL) {
                likenesses.add(new Likeness(in.word(), in.word(), in.word(), in.points()));
                return likenesses.getLast();
            }
            return likenesses.get(number - 1);
        }
    }
}
