package dev.touchline.feedback.read;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.postgresql.PGConnection;

/**
 * Parallel arrays, one per column, that a statement unnests: one round trip for any number of rows. Parameters of the
 * statement are what was added, in that order.
 */
final class Columns<T> {
    private final List<T> rows;
    private final List<Parameter> parameters = new ArrayList<>();

    /** Gives a statement one of its parameters. */
    @FunctionalInterface
    private interface Parameter {
        void set(PreparedStatement statement, int index, PGConnection connection) throws SQLException;
    }

    /** Makes a value of the current row. */
    @FunctionalInterface
    interface Row<R> {
        R read(ResultSet row) throws SQLException;
    }

    private Columns(List<T> rows) {
        this.rows = rows;
    }

    static <T> Columns<T> of(List<T> rows) {
        return new Columns<>(rows);
    }

    Columns<T> texts(Function<T, String> value) {
        return with("text", rows.stream().map(value).toArray(String[]::new));
    }

    Columns<T> uuids(Function<T, UUID> value) {
        return with("uuid", rows.stream().map(value).toArray(UUID[]::new));
    }

    Columns<T> longs(ToLongFunction<T> value) {
        return with("int8", rows.stream().mapToLong(value).toArray());
    }

    Columns<T> ints(ToIntFunction<T> value) {
        return with("int4", rows.stream().mapToInt(value).toArray());
    }

    /** A single time beside the columns. */
    Columns<T> time(Instant time) {
        parameters.add((statement, index, connection) -> statement.setObject(index, time.atOffset(ZoneOffset.UTC)));
        return this;
    }

    /** Runs a statement. */
    void run(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql)) {
            statement.execute();
        }
    }

    /** As {@link #run}, for a statement that returns rows. */
    <R> List<R> query(Connection connection, String sql, Row<R> row) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql);
                ResultSet result = statement.executeQuery()) {
            List<R> results = new ArrayList<>();
            while (result.next()) {
                results.add(row.read(result));
            }
            return results;
        }
    }

    private Columns<T> with(String type, Object values) {
        parameters.add(
                (statement, index, connection) -> statement.setArray(index, connection.createArrayOf(type, values)));
        return this;
    }

    private PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        PGConnection postgres = connection.unwrap(PGConnection.class);
        PreparedStatement statement = connection.prepareStatement(sql);
        int index = 1;
        for (Parameter parameter : parameters) {
            parameter.set(statement, index++, postgres);
        }
        return statement;
    }
}
