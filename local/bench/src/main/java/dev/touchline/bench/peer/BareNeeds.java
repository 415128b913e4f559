package dev.touchline.bench.peer;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The rows that needs became, inserted again as they stand by nothing but {@code INSERT … SELECT unnest(…)}: into
 * tables with the same columns and indexes, in batches of as many needs, each batch one transaction.
 */
public final class BareNeeds {
    /** What of each table belongs to agents whose ids begin so. */
    private static final Map<String, String> ROWS = new LinkedHashMap<>();

    static {
        ROWS.put("item", "agent_id LIKE ?");
        ROWS.put("need", "agent_id LIKE ?");
        ROWS.put("evidence", "response_id LIKE ?");
        ROWS.put("response", "agent_id LIKE ?");
        ROWS.put("topic_day", "agent_id LIKE ?");
        ROWS.put("audit", "item_id IN (SELECT id FROM item WHERE agent_id LIKE ?)");
    }

    private final String jdbcUrl;

    public BareNeeds(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl;
    }

    /** Makes the tables. */
    public void create() throws IOException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            for (String table : ROWS.keySet()) {
                statement.execute(
                        "CREATE TABLE IF NOT EXISTS bench_%1$s (LIKE %1$s INCLUDING CONSTRAINTS INCLUDING INDEXES)"
                                .formatted(table));
            }
        } catch (SQLException e) {
            throw new IOException("The bare tables could not be made", e);
        }
    }

    /**
     * Inserts the rows of these agents.
     *
     * @param batches in how many transactions
     * @return how long inserting took, reading them left out, nanoseconds
     */
    public long insert(String agents, int batches) throws IOException {
        Map<String, Copy> copies = new LinkedHashMap<>();
        try (Connection reading = DriverManager.getConnection(jdbcUrl);
                Connection writing = DriverManager.getConnection(jdbcUrl)) {
            reading.setAutoCommit(false);
            writing.setAutoCommit(false);
            for (Map.Entry<String, String> table : ROWS.entrySet()) {
                copies.put(table.getKey(), new Copy(reading, table.getKey(), table.getValue(), agents + "%", batches));
            }
            long nanos = 0;
            for (int batch = 0; batch < batches; batch++) {
                Map<Copy, List<Object[]>> columns = new LinkedHashMap<>();
                for (Copy copy : copies.values()) {
                    columns.put(copy, copy.next());
                }
                long start = System.nanoTime();
                for (Map.Entry<Copy, List<Object[]>> rows : columns.entrySet()) {
                    rows.getKey().insert(writing, rows.getValue());
                }
                writing.commit();
                nanos += System.nanoTime() - start;
            }
            return nanos;
        } catch (SQLException e) {
            throw new IOException("The rows could not be inserted", e);
        }
    }

    /** One table's rows, read in as many parts as there are batches. */
    private static final class Copy {
        private final String table;
        private final ResultSet rows;
        private final List<String> names = new ArrayList<>();
        private final List<String> types = new ArrayList<>();
        private final long part;

        Copy(Connection reading, String table, String where, String agents, int batches) throws SQLException {
            this.table = table;
            this.part = count(reading, table, where, agents) / batches + 1;
            PreparedStatement select = reading.prepareStatement("SELECT * FROM %s WHERE %s".formatted(table, where));
            select.setFetchSize(5_000);
            select.setString(1, agents);
            rows = select.executeQuery();
            ResultSetMetaData columns = rows.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                names.add(columns.getColumnName(i));
                types.add(columns.getColumnTypeName(i).replace("bigserial", "int8"));
            }
        }

        private static long count(Connection reading, String table, String where, String agents) throws SQLException {
            try (PreparedStatement count =
                    reading.prepareStatement("SELECT count(*) FROM %s WHERE %s".formatted(table, where))) {
                count.setString(1, agents);
                try (ResultSet only = count.executeQuery()) {
                    only.next();
                    return only.getLong(1);
                }
            }
        }

        List<Object[]> next() throws SQLException {
            List<List<Object>> columns = names.stream()
                    .map(_ -> (List<Object>) new ArrayList<Object>())
                    .toList();
            for (long i = 0; i < part && rows.next(); i++) {
                for (int column = 0; column < names.size(); column++) {
                    columns.get(column).add(value(column));
                }
            }
            return columns.stream().map(List::toArray).toList();
        }

        private Object value(int column) throws SQLException {
            return switch (types.get(column)) {
                case "int2", "int4", "int8", "float8", "bool", "uuid" -> rows.getObject(column + 1);
                default -> rows.getString(column + 1);
            };
        }

        void insert(Connection writing, List<Object[]> columns) throws SQLException {
            String list = String.join(", ", names);
            String marks = IntStream.range(0, names.size()).mapToObj(_ -> "?").collect(Collectors.joining(", "));
            try (PreparedStatement insert = writing.prepareStatement(
                    "INSERT INTO bench_%s (%s) SELECT * FROM unnest(%s)".formatted(table, list, marks))) {
                for (int i = 0; i < columns.size(); i++) {
                    insert.setArray(i + 1, writing.createArrayOf(types.get(i), columns.get(i)));
                }
                insert.executeUpdate();
            }
        }
    }
}
