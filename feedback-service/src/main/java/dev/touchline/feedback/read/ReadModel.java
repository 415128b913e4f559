package dev.touchline.feedback.read;

import dev.touchline.feedback.core.erasure.ResponseName;
import dev.touchline.feedback.erasure.ErasureGate;
import dev.touchline.feedback.erasure.ErasureGate.Arrival;
import dev.touchline.feedback.read.Change.Put;
import dev.touchline.feedback.read.ResponseKeys.Place;
import dev.touchline.feedback.read.ResponseKeys.Taken;
import dev.touchline.feedback.read.ResponseTable.Removed;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Writes what {@code survey.responses} says into the tables. The keys say which revisions are new; those rows, and the
 * sums that follow from them, change in the same transaction; so does the note of what was published under another
 * agent.
 */
@Singleton
public class ReadModel {
    /** Below it, asking first costs more than it saves. */
    private static final int WORTH_COPYING = 50;

    static final String UNIQUE_VIOLATION = "23505";

    private final Database database;

    ReadModel(Database database) {
        this.database = database;
    }

    /**
     * What became of a batch.
     *
     * @param added responses that were not known
     * @param revised responses that say something else now
     * @param outdated older than what is known, or known already
     */
    record Outcome(int added, int revised, int outdated) {}

    /** A way to note which of these are new. */
    @FunctionalInterface
    private interface Taking {
        List<Taken> take(Connection connection, List<Put> puts) throws SQLException;
    }

    /** Takes all of them in or none; in whatever order they come, and however often, the tables end up the same. */
    Outcome apply(List<Put> changes) throws SQLException {
        return apply(database.jdbi(), changes);
    }

    static Outcome apply(Jdbi jdbi, List<Put> changes) throws SQLException {
        List<Put> newest = Change.newest(changes);
        Months.ensure(jdbi, months(newest));
        if (newest.size() >= WORTH_COPYING) {
            try {
                return apply(jdbi, newest, changes, ResponseKeys::take);
            } catch (SQLException e) {
                if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
        return apply(jdbi, newest, changes, ResponseKeys::merge);
    }

    private static Outcome apply(Jdbi jdbi, List<Put> newest, List<Put> offered, Taking taking) throws SQLException {
        return jdbi.inTransaction(handle -> {
            Connection connection = handle.getConnection();
            List<Put> lasting = withoutErased(handle, newest);
            return write(connection, lasting, taking.take(connection, lasting), offered);
        });
    }

    private static List<Put> withoutErased(Handle handle, List<Put> puts) {
        Set<ResponseName> erased = ErasureGate.erased(handle, puts, ReadModel::arrival);
        return erased.isEmpty()
                ? puts
                : puts.stream()
                        .map(put -> erased.contains(name(put)) ? put.withoutWords() : put)
                        .toList();
    }

    private static Arrival arrival(Put put) {
        return new Arrival(
                name(put), put.event().customerRef(), Micros.instant(put.event().receivedMicros()));
    }

    private static ResponseName name(Put put) {
        return new ResponseName(put.id().source(), put.id().responseId());
    }

    private static Outcome write(Connection connection, List<Put> newest, List<Taken> taken, List<Put> offered)
            throws SQLException {
        List<Taken> fresh = taken.stream().filter(each -> !each.repeated()).toList();
        List<Place> earlier =
                fresh.stream().map(Taken::before).filter(Objects::nonNull).toList();
        RatingDays days = new RatingDays();
        List<Removed> removed = earlier.isEmpty() ? List.of() : ResponseTable.remove(connection, earlier);
        removed.forEach(days::remove);
        if (!fresh.isEmpty()) {
            List<SurveyEvent> events = events(newest, fresh);
            ResponseTable.add(connection, events);
            events.forEach(days::add);
            days.save(connection);
        }
        Elsewhere.note(connection, Elsewhere.lost(offered, taken, removed));
        return new Outcome(fresh.size() - earlier.size(), earlier.size(), offered.size() - fresh.size());
    }

    private static List<SurveyEvent> events(List<Put> newest, List<Taken> fresh) {
        Map<Revision, SurveyEvent> byRevision = HashMap.newHashMap(newest.size());
        newest.forEach(put -> byRevision.put(put.revision(), put.event()));
        List<SurveyEvent> events = new ArrayList<>(fresh.size());
        fresh.forEach(each -> events.add(Objects.requireNonNull(byRevision.get(each.revision()))));
        return events;
    }

    private static Set<YearMonth> months(List<Put> puts) {
        Set<YearMonth> months = new HashSet<>(Months.ahead(Clock.systemUTC().instant()));
        long last = Long.MIN_VALUE;
        for (Put put : puts) {
            long day = Micros.day(put.event().respondedMicros());
            if (day != last) {
                months.add(Months.of(put.event().respondedMicros()));
                last = day;
            }
        }
        return months;
    }
}
