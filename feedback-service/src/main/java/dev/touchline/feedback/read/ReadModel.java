package dev.touchline.feedback.read;

import dev.touchline.feedback.read.Change.Put;
import dev.touchline.feedback.read.ResponseKeys.Place;
import dev.touchline.feedback.read.ResponseKeys.Taken;
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
import org.jdbi.v3.core.Jdbi;

/**
 * Writes what {@code survey.responses} says into the tables. The keys say which revisions are new; those rows, and the
 * sums that follow from them, change in the same transaction.
 */
@Singleton
public class ReadModel {
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

    /** Takes all of them in or none; in whatever order they come, and however often, the tables end up the same. */
    Outcome apply(List<Put> changes) throws SQLException {
        return apply(database.jdbi(), changes);
    }

    static Outcome apply(Jdbi jdbi, List<Put> changes) throws SQLException {
        List<Put> newest = Change.newest(changes);
        Months.ensure(jdbi, months(newest));
        return jdbi.inTransaction(handle -> {
            Connection connection = handle.getConnection();
            List<Taken> taken = ResponseKeys.take(connection, newest);
            return write(connection, newest, taken, changes.size());
        });
    }

    private static Outcome write(Connection connection, List<Put> newest, List<Taken> taken, int offered)
            throws SQLException {
        List<Taken> fresh = taken.stream().filter(each -> !each.repeated()).toList();
        List<Place> earlier =
                fresh.stream().map(Taken::before).filter(Objects::nonNull).toList();
        RatingDays days = new RatingDays();
        if (!earlier.isEmpty()) {
            ResponseTable.remove(connection, earlier).forEach(days::remove);
        }
        if (!fresh.isEmpty()) {
            List<SurveyEvent> events = events(newest, fresh);
            ResponseTable.add(connection, events);
            events.forEach(days::add);
            days.save(connection);
        }
        return new Outcome(fresh.size() - earlier.size(), earlier.size(), offered - fresh.size());
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
