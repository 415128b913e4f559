package dev.touchline.kit.outbox;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Appends to the outbox inside the caller's transaction, so that change and message happen together or not at all. */
public final class Outbox {
    /**
     * For who sends it along with other statements: an array a column, texts but for the id (uuid) and the payload
     * (bytea). Ids are given in the order of the rows.
     */
    public static final String INSERT = """
            INSERT INTO outbox (kafka_topic, record_key, event_id, type, payload)
            SELECT kafka_topic, record_key, event_id, type, payload
            FROM unnest(?, ?, ?, ?, ?) WITH ORDINALITY AS r (kafka_topic, record_key, event_id, type, payload, place)
            ORDER BY place
            """;

    private Outbox() {}

    public static void append(Handle handle, OutboxRow row) {
        append(handle, List.of(row));
    }

    /** Appends all, in this order, in one go. */
    public static void append(Handle handle, Collection<OutboxRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Connection connection = handle.getConnection();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setArray(1, column(connection, "text", rows, OutboxRow::kafkaTopic));
            insert.setArray(2, column(connection, "text", rows, OutboxRow::key));
            insert.setArray(3, column(connection, "uuid", rows, OutboxRow::eventId));
            insert.setArray(4, column(connection, "text", rows, OutboxRow::type));
            // An array of bytes, not of objects: else the driver writes what Java calls them.
            insert.setArray(
                    5,
                    connection.createArrayOf(
                            "bytea", rows.stream().map(OutboxRow::payload).toArray(byte[][]::new)));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The outbox was not written", e);
        }
    }

    private static Array column(
            Connection connection, String type, Collection<OutboxRow> rows, Function<OutboxRow, @Nullable Object> value)
            throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(value).toArray());
    }
}
