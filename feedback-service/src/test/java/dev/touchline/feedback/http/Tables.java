package dev.touchline.feedback.http;

import dev.touchline.backing.Backing;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The service's tables, past the service. */
final class Tables {
    private Tables() {}

    /** The first column of what the statement gives, as text; nothing for one that gives nothing. */
    static List<String> rows(String sql, Object... parameters) {
        try (Connection connection = Backing.connect("feedback");
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<String> rows = new ArrayList<>();
            if (statement.execute()) {
                try (ResultSet result = statement.getResultSet()) {
                    while (result.next()) {
                        rows.add(result.getString(1));
                    }
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many rows of any table of the service say this anywhere. */
    static List<String> thatSay(String text) {
        List<String> tables = new ArrayList<>();
        for (String table : rows("""
                SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = 'public' AND (c.relkind = 'p' OR c.relkind = 'r' AND NOT c.relispartition)
                """)) {
            // Bytes are told as Latin letters where they are some.
            if (!rows("""
                            SELECT 1 FROM %s AS t WHERE position(? IN t::text) > 0
                                OR position(encode(convert_to(?, 'UTF8'), 'hex') IN t::text) > 0 LIMIT 1
                            """.formatted(table), text, text).isEmpty()) {
                tables.add(table);
            }
        }
        return tables;
    }
}
