package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.Appended;
import dev.touchline.alerting.core.Coachings;
import dev.touchline.alerting.core.Contributions;
import dev.touchline.alerting.core.FilterBook;
import dev.touchline.alerting.core.Mark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The value beside a history, which is written with nearly every rating: how far time has come, and what came since the
 * history was written. Form 1 had no contributions, form 2 no coachings, form 3 nothing appended.
 */
final class CourseCodec {
    private static final int VERSION = 4;
    private static final int WITH_COACHINGS = 3;
    private static final int WITH_CONTRIBUTIONS = 2;

    private CourseCodec() {}

    /**
     * @param seq number of the last change told to coaching; 0 in older forms
     * @param contributions that are not written with the history
     * @param appended what was added to the history since it was written, in order
     */
    record Course(
            Instant closedBefore, long seq, Contributions contributions, Coachings coachings, List<Appended> appended) {
        static final Course NONE = new Course(Instant.EPOCH, 0, Contributions.EMPTY, Coachings.NONE, List.of());
    }

    static byte[] write(Course course, Instant expiresAt) {
        StateWriter out = Expiry.begin(VERSION, expiresAt).instant(course.closedBefore(), Instant.EPOCH);
        ContributionsCodec.write(out, course.contributions());
        out.count(course.coachings().times().size());
        for (Instant at : course.coachings().times()) {
            out.instant(at, Instant.EPOCH);
        }
        out.count(course.seq()).count(course.appended().size());
        MarkCodec.Writer marks = new MarkCodec.Writer(out, course.closedBefore());
        for (Appended one : course.appended()) {
            out.time(one.closedBefore(), course.closedBefore());
            out.count(one.marks().size());
            for (Mark mark : one.marks()) {
                out.word(mark.filter().id());
                marks.write(mark);
            }
        }
        return out.bytes();
    }

    static Course read(byte[] value, FilterBook book) {
        StateReader in = Expiry.open(value, VERSION);
        Instant closedBefore = in.instant(Instant.EPOCH);
        Contributions contributions =
                Expiry.form(value) < WITH_CONTRIBUTIONS ? Contributions.EMPTY : ContributionsCodec.read(in);
        List<Instant> coachings = new ArrayList<>();
        for (int left = Expiry.form(value) < WITH_COACHINGS ? 0 : in.size(); left > 0; left--) {
            coachings.add(in.instant(Instant.EPOCH));
        }
        boolean appends = Expiry.form(value) == VERSION;
        return new Course(
                closedBefore,
                appends ? in.count() : 0,
                contributions,
                new Coachings(coachings),
                appends ? appended(in, closedBefore, book) : List.of());
    }

    /** Without reading what follows. */
    static Contributions contributions(byte[] value) {
        StateReader in = Expiry.open(value, VERSION);
        in.instant(Instant.EPOCH);
        return Expiry.form(value) < WITH_CONTRIBUTIONS ? Contributions.EMPTY : ContributionsCodec.read(in);
    }

    private static List<Appended> appended(StateReader in, Instant from, FilterBook book) {
        List<Appended> all = new ArrayList<>();
        MarkCodec.Reader marks = new MarkCodec.Reader(in, from);
        for (int left = in.size(); left > 0; left--) {
            Instant closedBefore = in.time(from);
            List<Mark> read = new ArrayList<>();
            for (int more = in.size(); more > 0; more--) {
                String filterId = in.word();
                read.add(marks.read(version -> book.recall(filterId, version)));
            }
            all.add(new Appended(closedBefore, read));
        }
        return all;
    }
}
