package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.AgentTopicHistory;
import dev.touchline.alerting.core.Coachings;
import dev.touchline.alerting.core.Filter;
import dev.touchline.alerting.core.FilterBook;
import dev.touchline.alerting.core.Mark;
import dev.touchline.alerting.core.Need;
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
 * The value of a history: some 25 bytes and the response's id per marked rating. Filters are kept as id and version;
 * their text comes from the book, and what the book has no text for is kept all the same. Form 1, which had neither
 * notes nor tallies, is read too, and form 2, which knew no silences.
 */
final class HistoryCodec {
    private static final int VERSION = 3;

    /* What of a stand follows. */
    private static final int NEED = 1;
    private static final int SILENCED = 2;

    private HistoryCodec() {}

    static byte[] write(AgentTopicHistory history, Instant expiresAt) {
        StateWriter out = Expiry.begin(VERSION, expiresAt);
        out.instant(history.closedBefore(), Instant.EPOCH).count(history.seq());
        out.count(history.tracks().size());
        history.tracks().forEach((id, track) -> {
            out.text(id).count(track.settled()).count(track.marks().size());
            Instant last = history.closedBefore();
            for (Mark mark : track.marks()) {
                write(out, mark, last);
                last = mark.respondedAt();
            }
            write(out, track.anchor(), history.closedBefore());
            write(out, track.tail(), history.closedBefore());
        });
        return out.bytes();
    }

    static AgentTopicHistory read(byte[] value, FilterBook book) {
        StateReader in = Expiry.open(value, VERSION);
        Instant closedBefore = in.instant(Instant.EPOCH);
        long seq = in.count();
        TreeMap<String, Track> tracks = new TreeMap<>();
        for (int left = in.size(); left > 0; left--) {
            TrackReader reader = new TrackReader(in, Expiry.form(value), book, closedBefore);
            tracks.put(reader.filterId, reader.read());
        }
        return new AgentTopicHistory(closedBefore, seq, tracks, Coachings.NONE);
    }

    private static void write(StateWriter out, Mark mark, Instant last) {
        out.count(mark.filter().version());
        out.word(mark.response().source()).text(mark.response().responseId());
        out.instant(mark.respondedAt(), last).instant(mark.freshFrom(), mark.respondedAt());
        out.score(mark.score()).word(mark.given()).word(mark.team());
        out.count(mark.notes().size() * 2L + (mark.silenced() ? 1 : 0));
        mark.notes().forEach(out::count);
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
        private final int form;
        private final FilterBook book;
        private final Instant closedBefore;
        private final String filterId;

        TrackReader(StateReader in, int form, FilterBook book, Instant closedBefore) {
            this.in = in;
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
                marks.add(mark(last));
                last = marks.getLast().respondedAt();
            }
            return new Track(marks, settled, stand(), stand());
        }

        private Mark mark(Instant last) {
            Filter filter = filter();
            ResponseKey response = new ResponseKey(in.word(), in.text());
            Instant respondedAt = in.instant(last);
            Instant freshFrom = in.instant(respondedAt);
            double score = in.score();
            String given = in.word();
            String team = in.word();
            int size = form < 2 ? 0 : in.size();
            boolean silenced = form >= 3 && size % 2 == 1;
            List<Integer> notes = notes(form < 3 ? size : size / 2);
            return new Mark(response, respondedAt, freshFrom, score, given, team, filter, silenced, notes);
        }

        private List<Integer> notes(int size) {
            List<Integer> notes = new ArrayList<>();
            for (int left = size; left > 0; left--) {
                notes.add(in.size());
            }
            return notes;
        }

        private Stand stand() {
            int has = in.fixedByte();
            Optional<Need> need = (has & NEED) == 0 ? Optional.empty() : need();
            Tallies tallies = form < 2 ? Tallies.NONE : TallyCodec.read(in);
            return new Stand(need, tallies, (has & SILENCED) == 0 ? Optional.empty() : Optional.of(stand()));
        }

        private Optional<Need> need() {
            Filter filter = filter();
            ResponseKey cause = new ResponseKey(in.word(), in.text());
            Instant causedAt = in.instant(closedBefore);
            String team = in.word();
            if (form < 2) {
                in.count(); // with how many ratings it fired: nobody asks any more
            }
            return Optional.of(new Need(filter, cause, causedAt, team, in.size(), in.instant(causedAt)));
        }

        private Filter filter() {
            return book.recall(filterId, in.count());
        }
    }
}
