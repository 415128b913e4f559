package dev.touchline.local;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A checksum of every table of every service; what tells of attempts rather than of effects (lease, version,
 * updated_at, last_used_at) is left out.
 */
final class Checksums {
    private static final Set<String> LEFT_OUT = Set.of("lease_until", "version", "updated_at", "last_used_at");

    private Checksums() {}

    /** By {@code database.table}; the value also says how many rows there are. */
    static Map<String, String> of(LocalStack stack) throws SQLException {
        Map<String, String> checksums = new TreeMap<>();
        for (Service service : Service.values()) {
            try (Connection connection = DriverManager.getConnection(stack.jdbcUrl(service))) {
                for (String table : strings(connection, """
                        SELECT table_name FROM information_schema.tables
                        WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> 'flyway_schema_history'
                        """)) {
                    checksums.put(service.label() + "." + table, checksum(connection, table));
                }
            }
        }
        return checksums;
    }

    private static String checksum(Connection connection, String table) throws SQLException {
        List<String> columns = new ArrayList<>(strings(
                connection,
                "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '%s' ORDER BY 1"
                        .formatted(table)));
        columns.removeAll(LEFT_OUT);
        String row = "(" + String.join(", ", columns) + ")::text";
        return strings(connection, """
                SELECT count(*) || ' rows ' || coalesce(md5(string_agg(%s, '|' ORDER BY %s)), '') FROM %s
                """.formatted(row, row, table)).getFirst();
    }

    private static List<String> strings(Connection connection, String sql) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }
}
