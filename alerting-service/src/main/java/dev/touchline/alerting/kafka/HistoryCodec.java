package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.AgentTopicHistory;
import dev.touchline.alerting.core.Coachings;
import dev.touchline.alerting.core.Contributions;
import dev.touchline.alerting.core.Filter;
import dev.touchline.alerting.core.FilterBook;
import dev.touchline.alerting.core.Mark;
import dev.touchline.alerting.core.Need;
import dev.touchline.alerting.core.Rated;
import dev.touchline.alerting.core.ResponseKey;
import dev.touchline.alerting.core.Stand;
import dev.touchline.alerting.core.Tallies;
import dev.touchline.alerting.core.Track;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The value of a history with what was contributed by then: some 15 bytes and the response's id per marked rating,
 * however many filters mark it. Filters are kept as id and version; their text comes from the book, and what the book
 * has no text for is kept all the same. Form 1, which had neither notes nor tallies, is read too, form 2, which wrote a
 * rating for each filter anew and knew no silences, and form 3, beside which contributions had another place.
 */
final class HistoryCodec {
    private static final int VERSION = 4;

    /* What of a stand follows. */
    private static final int NEED = 1;
    private static final int SILENCED = 2;

    private HistoryCodec() {}

    /** A history without its coachings, and contributions of days that are over. */
    record Base(AgentTopicHistory history, Contributions contributions) {}

    static byte[] write(Base base, Instant expiresAt) {
        AgentTopicHistory history = base.history();
        StateWriter out = Expiry.begin(VERSION, expiresAt);
        ContributionsCodec.write(out, base.contributions());
        out.instant(history.closedBefore(), Instant.EPOCH).count(history.seq());
        out.count(history.tracks().size());
        MarkCodec.Writer marks = new MarkCodec.Writer(out, history.closedBefore());
        history.tracks().forEach((id, track) -> {
            out.text(id).count(track.settled()).count(track.marks().size());
            track.marks().forEach(marks::write);
            write(out, track.anchor(), history.closedBefore());
            write(out, track.tail(), history.closedBefore());
        });
        return out.bytes();
    }

    static Base read(byte[] value, FilterBook book) {
        StateReader in = Expiry.open(value, VERSION);
        Contributions contributions = contributions(value, in);
        Instant closedBefore = in.instant(Instant.EPOCH);
        long seq = in.count();
        TreeMap<String, Track> tracks = new TreeMap<>();
        MarkCodec.Reader marks = new MarkCodec.Reader(in, closedBefore);
        for (int left = in.size(); left > 0; left--) {
            TrackReader reader = new TrackReader(in, marks, Expiry.form(value), book, closedBefore);
            tracks.put(reader.filterId, reader.read());
        }
        return new Base(new AgentTopicHistory(closedBefore, seq, tracks, Coachings.NONE), contributions);
    }

    static Contributions contributions(byte[] value) {
        return contributions(value, Expiry.open(value, VERSION));
    }

    private static Contributions contributions(byte[] value, StateReader in) {
        return Expiry.form(value) < VERSION ? Contributions.EMPTY : ContributionsCodec.read(in);
    }

    private static void write(StateWriter out, Stand stand, Instant from) {
        out.fixedByte((stand.need().isPresent() ? NEED : 0) + (stand.silenced().isPresent() ? SILENCED : 0));
        stand.need()
                .ifPresent(need -> out.count(need.filter().version())
                        .word(need.cause().source())
                        .text(need.cause().responseId())
                        .instant(need.causedAt(), from)
                        .word(need.team())
                        .count(need.evidence())
                        .instant(need.freshFrom(), need.causedAt()));
        TallyCodec.write(out, stand.tallies());
        stand.silenced().ifPresent(otherwise -> write(out, otherwise, from));
    }

    /** Reads one track. */
    private static final class TrackReader {
        private final StateReader in;
        private final MarkCodec.Reader shared;
        private final int form;
        private final FilterBook book;
        private final Instant closedBefore;
        private final String filterId;
        private Optional<Filter> lastFilter = Optional.empty();

        TrackReader(StateReader in, MarkCodec.Reader shared, int form, FilterBook book, Instant closedBefore) {
            this.in = in;
            this.shared = shared;
            this.form = form;
            this.book = book;
            this.closedBefore = closedBefore;
            this.filterId = in.text();
        }

        Track read() {
            int settled = in.size();
            List<Mark> marks = new ArrayList<>();
            Instant last = closedBefore;
            for (int left = in.size(); left > 0; left--) {
                marks.add(form < 3 ? mark(last) : shared.read(this::filter));
                last = marks.getLast().respondedAt();
            }
            return new Track(marks, settled, stand(), stand());
        }

        private Mark mark(Instant last) {
            Filter filter = filter(in.count());
            ResponseKey response = new ResponseKey(in.word(), in.text());
            Instant respondedAt = in.instant(last);
            Instant freshFrom = in.instant(respondedAt);
            Rated rated = new Rated(response, respondedAt, freshFrom, in.score(), in.word(), in.word());
            return new Mark(rated, filter, false, form < 2 ? List.of() : in.sizes(in.size()));
        }

        private Stand stand() {
            int has = in.fixedByte();
            Optional<Need> need = (has & NEED) == 0 ? Optional.empty() : need();
            Tallies tallies = form < 2 ? Tallies.NONE : TallyCodec.read(in);
            return new Stand(need, tallies, (has & SILENCED) == 0 ? Optional.empty() : Optional.of(stand()));
        }

        private Optional<Need> need() {
            Filter filter = filter(in.count());
            ResponseKey cause = new ResponseKey(in.word(), in.text());
            Instant causedAt = in.instant(closedBefore);
            String team = in.word();
            if (form < 2) {
                in.count(); // with how many ratings it fired: nobody asks any more
            }
            return Optional.of(new Need(filter, cause, causedAt, team, in.size(), in.instant(causedAt)));
        }

        /** Most marks of a track are of one version. */
        private Filter filter(long version) {
            Filter filter = lastFilter
                    .filter(last -> last.version() == version)
                    .orElseGet(() -> book.recall(filterId, version));
            lastFilter = Optional.of(filter);
            return filter;
        }
    }
}
