package dev.touchline.backing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.postgresql.Driver;

/** Connections to, and databases of, a PostgreSQL wherever it runs. */
final class Databases {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    /** duplicate_database, and the unique index behind it when two create at once. */
    private static final List<String> EXISTS = List.of("42P04", "23505");

    private Databases() {}

    /** Opens connections to the maintenance database. */
    @FunctionalInterface
    interface Connector {
        Connection connect() throws SQLException;
    }

    /** As {@link EmbeddedPostgres#USER}; not through DriverManager, which hides drivers of other class loaders. */
    static Connection connect(String url) throws SQLException {
        Properties properties = new Properties();
        properties.put("user", EmbeddedPostgres.USER);
        properties.put("password", EmbeddedPostgres.USER);
        properties.put("connectTimeout", "2");
        Connection connection = new Driver().connect(url, properties);
        if (connection == null) {
            throw new SQLException("Not a PostgreSQL URL: " + url);
        }
        return connection;
    }

    /** Creates the database unless it is there. */
    static void create(Connector connector, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a database name: " + name);
        }
        try (Connection connection = connector.connect()) {
            if (!exists(connection, name)) {
                create(connection, name);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Database " + name + " could not be created", e);
        }
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            query.setString(1, name);
            return query.executeQuery().next();
        }
    }

    private static void create(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            if (!EXISTS.contains(e.getSQLState())) {
                throw e;
            }
        }
    }
}
