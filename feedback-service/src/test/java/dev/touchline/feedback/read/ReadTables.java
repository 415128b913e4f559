package dev.touchline.feedback.read;

import dev.touchline.backing.Backing;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/** The tables of the read model in a database of their own, without a running service. */
final class ReadTables {
    private static final String DATABASE = "read_model";

    private static final Jdbi JDBI = start();

    private ReadTables() {}

    static Jdbi jdbi() {
        return JDBI;
    }

    static void clear() {
        rows("TRUNCATE response, response_key, rating_day, response_elsewhere, reattribution");
    }

    /** Everything that the tables hold, in an order of its own. */
    static List<String> contents() {
        List<String> all = new ArrayList<>();
        for (String table : List.of("response", "response_key", "rating_day", "response_elsewhere", "reattribution")) {
            all.addAll(rows("SELECT '%s ' || t::text FROM %s t ORDER BY 1".formatted(table, table)));
        }
        return all;
    }

    static List<String> rows(String sql) {
        try (Connection connection = Backing.connect(DATABASE);
                Statement statement = connection.createStatement()) {
            List<String> rows = new ArrayList<>();
            if (statement.execute(sql)) {
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

    private static Jdbi start() {
        Backing backing = new Backing();
        backing.init(Map.of("database", DATABASE));
        Map<String, String> config = backing.start();
        Flyway.configure()
                .dataSource(
                        config.get("quarkus.datasource.jdbc.url"),
                        config.get("quarkus.datasource.username"),
                        config.get("quarkus.datasource.password"))
                .load()
                .migrate();
        return Jdbi.create(() -> Backing.connect(DATABASE));
    }
}
