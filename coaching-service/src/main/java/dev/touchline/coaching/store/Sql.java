package dev.touchline.coaching.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Statements over whole columns: one {@code ?} per column, unnested in the statement. One round trip for any number of
 * rows.
 */
final class Sql {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final ScopedValue<List<Update>> TOGETHER = ScopedValue.newInstance();

    private Sql() {}

    /** One column of parallel values, an array in the form that the driver and PostgreSQL need not parse. */
    @FunctionalInterface
    interface Column {
        Array array(Connection connection) throws SQLException;

        static <T> Column uuids(Collection<T> rows, Function<T, @Nullable UUID> value) {
            return of(BinaryArray.UUIDS, rows, row -> BinaryArray.of(value.apply(row)));
        }

        static <T> Column texts(Collection<T> rows, Function<T, @Nullable String> value) {
            return of("text", rows, value, String[]::new);
        }

        static <T> Column jsons(Collection<T> rows, Function<T, @Nullable String> value) {
            return of(BinaryArray.JSONS, rows, row -> BinaryArray.of(value.apply(row)));
        }

        static <T> Column longs(Collection<T> rows, Function<T, @Nullable Long> value) {
            return of("int8", rows, value, Long[]::new);
        }

        static <T> Column ints(Collection<T> rows, Function<T, @Nullable Integer> value) {
            return of("int4", rows, value, Integer[]::new);
        }

        static <T> Column doubles(Collection<T> rows, Function<T, @Nullable Double> value) {
            return of("float8", rows, value, Double[]::new);
        }

        static <T> Column booleans(Collection<T> rows, Function<T, @Nullable Boolean> value) {
            return of("bool", rows, value, Boolean[]::new);
        }

        static <T> Column instants(Collection<T> rows, Function<T, @Nullable Instant> value) {
            return of(BinaryArray.INSTANTS, rows, row -> BinaryArray.of(value.apply(row)));
        }

        static <T> Column bytes(Collection<T> rows, Function<T, byte @Nullable []> value) {
            return of("bytea", rows, value, byte[][]::new);
        }

        /** The driver looks at what kind of array it is: it writes objects as text. */
        private static <T, V> Column of(
                String type, Collection<T> rows, Function<T, ? extends @Nullable V> value, IntFunction<V[]> ofSize) {
            V[] values = rows.stream().map(value).toArray(ofSize);
            return connection -> connection.createArrayOf(type, values);
        }

        private static <T> Column of(BinaryArray form, Collection<T> rows, Function<T, byte @Nullable []> value) {
            byte[][] values = rows.stream().map(value).toArray(byte[][]::new);
            return connection -> form.of(connection, values);
        }
    }

    private record Update(String sql, List<Column> columns) {}

    /** Makes a record of the current row. */
    @FunctionalInterface
    interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /** Executes it; within {@link #together} later. */
    static void update(Handle handle, String sql, Column... columns) {
        Update update = new Update(sql, List.of(columns));
        if (TOGETHER.isBound()) {
            TOGETHER.get().add(update);
        } else {
            send(handle, List.of(update));
        }
    }

    /**
     * Executes all {@link #update updates} that this makes in their order, in one round trip if it can: they are sent
     * at the end, or when a {@link #query} comes that may look at what they do. What goes past this class goes ahead of
     * what waits, unless it is preceded by {@link #flush}.
     */
    static void together(Handle handle, Runnable updates) {
        List<Update> pending = new ArrayList<>();
        ScopedValue.where(TOGETHER, pending).run(() -> {
            updates.run();
            send(handle, pending);
        });
    }

    /** Sends what waits: before a statement that goes past this class and builds on it. */
    static void flush(Handle handle) {
        if (TOGETHER.isBound()) {
            send(handle, TOGETHER.get());
        }
    }

    private static void send(Handle handle, List<Update> updates) {
        if (updates.isEmpty()) {
            return;
        }
        // The driver splits them again, and waits for the server once.
        String sql = updates.stream().map(Update::sql).collect(Collectors.joining(";"));
        Column[] columns =
                updates.stream().flatMap(update -> update.columns().stream()).toArray(Column[]::new);
        run(handle, sql, columns, PreparedStatement::executeUpdate);
        if (TOGETHER.isBound()) {
            TOGETHER.get().clear();
        }
    }

    static <T> List<T> query(Handle handle, String sql, RowMapper<T> mapper, Column... columns) {
        flush(handle);
        return run(handle, sql, columns, statement -> {
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(mapper.map(result));
                }
            }
            return rows;
        });
    }

    /** A query of a round trip that has several; {@code reader} gets each row. */
    record Question(String sql, RowReader reader, List<Column> columns) {
        static Question of(String sql, RowReader reader, Column... columns) {
            return new Question(sql, reader, List.of(columns));
        }
    }

    /** Takes what it wants of the current row. */
    @FunctionalInterface
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** Asks all of it in one round trip; each question sees what was committed before its turn. */
    static void ask(Handle handle, Question... questions) {
        flush(handle);
        String sql = Stream.of(questions).map(Question::sql).collect(Collectors.joining(";"));
        Column[] columns = Stream.of(questions)
                .flatMap(question -> question.columns().stream())
                .toArray(Column[]::new);
        run(handle, sql, columns, statement -> {
            statement.execute();
            for (Question question : questions) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        question.reader().read(rows);
                    }
                }
                statement.getMoreResults();
            }
            return true;
        });
    }

    /**
     * Does it once more when somebody else wrote a row with the same unique key meanwhile, or it was {@link Overtaken}:
     * now it sees theirs. Twice a row can go and come back in between; more often than that something else is wrong.
     */
    static <T> T retryingCollisions(Supplier<T> transaction) {
        for (int left = 2; ; left--) {
            try {
                return transaction.get();
            } catch (RuntimeException e) {
                if (left == 0 || !collided(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean collided(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Overtaken
                    || (cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private interface Execution<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    private static <T> T run(Handle handle, String sql, Column[] columns, Execution<T> execution) {
        Connection connection = handle.getConnection();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < columns.length; index++) {
                statement.setArray(index + 1, columns[index].array(connection));
            }
            return execution.of(statement);
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    /** While a transaction waited for its locks, what it looks for moved to where it holds none. */
    static final class Overtaken extends RuntimeException {
        Overtaken() {
            super("What was to be locked moved meanwhile");
        }
    }

    /** A statement did not work; the cause says whether trying again may help. */
    private static final class StatementFailed extends RuntimeException {
        StatementFailed(SQLException cause) {
            super(cause);
        }
    }
}
