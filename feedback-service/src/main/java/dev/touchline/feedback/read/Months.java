package dev.touchline.feedback.read;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** The partitions of {@code response}: one per month (UTC), made when first needed. */
final class Months {
    /** What is older lies together in one partition that is always there. */
    static final YearMonth FIRST = YearMonth.of(2015, 1);

    private Months() {}

    static YearMonth of(long micros) {
        return YearMonth.from(LocalDate.ofEpochDay(Micros.day(micros)));
    }

    /** The month of that time and the one after it, which is then there before anybody waits for it. */
    static Set<YearMonth> ahead(Instant now) {
        YearMonth current = YearMonth.from(now.atZone(ZoneOffset.UTC));
        return Set.of(current, current.plusMonths(1));
    }

    /** Makes the partitions that are missing. Readers and writers go on meanwhile. */
    static void ensure(Jdbi jdbi, Collection<YearMonth> months) throws SQLException {
        Set<YearMonth> wanted =
                months.stream().filter(month -> !month.isBefore(FIRST)).collect(Collectors.toCollection(TreeSet::new));
        if (!jdbi.withHandle(handle -> missing(handle.getConnection(), wanted)).isEmpty()) {
            jdbi.useTransaction(handle -> {
                Connection connection = handle.getConnection();
                lock(connection);
                for (YearMonth month : missing(connection, wanted)) {
                    create(connection, month);
                }
            });
        }
    }

    static String partition(YearMonth month) {
        return "response_%04d_%02d".formatted(month.getYear(), month.getMonthValue());
    }

    private static List<YearMonth> missing(Connection connection, Set<YearMonth> wanted) throws SQLException {
        return Columns.of(List.copyOf(wanted))
                .texts(Months::partition)
                .longs(month -> month.atDay(1).toEpochDay())
                .query(
                        connection,
                        "SELECT first_day FROM unnest(?, ?) AS month (name, first_day) WHERE to_regclass(name) IS NULL",
                        row -> YearMonth.from(LocalDate.ofEpochDay(row.getLong(1))));
    }

    /**
     * What attaching takes anyway; readers and writers go on. A lock of the table, not an advisory one: only the former
     * makes the waiter see what was made meanwhile.
     */
    private static void lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE response IN SHARE UPDATE EXCLUSIVE MODE");
        }
    }

    /** Made apart and then attached: that locks out neither readers nor writers, as PARTITION OF would. */
    private static void create(Connection connection, YearMonth month) throws SQLException {
        String table = partition(month);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE %s (LIKE response INCLUDING DEFAULTS)".formatted(table));
            statement.execute("ALTER TABLE response ATTACH PARTITION %s FOR VALUES FROM ('%s') TO ('%s')"
                    .formatted(table, start(month), start(month.plusMonths(1))));
        }
    }

    private static String start(YearMonth month) {
        return month.atDay(1) + " 00:00:00+00";
    }
}
