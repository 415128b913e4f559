package dev.touchline.goals;

import dev.touchline.backing.Backing;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Looks into the service's database past the service. */
public final class Tables {
    private Tables() {}

    /** Changes when anything in any row changes. */
    public static String checksum() {
        return text("""
                SELECT (SELECT md5(string_agg(goal::text, '|' ORDER BY id)) FROM goal)
                    || (SELECT md5(string_agg(need_noted::text, '|' ORDER BY need_id)) FROM need_noted)
                    || (SELECT coalesce(md5(string_agg(line::text, '|' ORDER BY id)), '') FROM one_on_one_line line)
                """);
    }

    public static long count(String fromWhere) {
        return Long.parseLong(text("SELECT count(*) FROM " + fromWhere));
    }

    private static String text(String query) {
        try (Connection connection = Backing.connect("goals");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
