package dev.touchline.local.crash;

import dev.touchline.local.LocalStack;
import dev.touchline.local.Service;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads a service's tables. */
final class Table {
    private Table() {}

    /** Makes something of the current row. */
    @FunctionalInterface
    interface Mapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /** @param sql has one {@code ?}, for the array of agents */
    static <T> List<T> rows(
            LocalStack stack, Service service, String sql, Collection<String> agents, Mapper<T> mapper) {
        try (Connection connection = DriverManager.getConnection(stack.jdbcUrl(service));
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", agents.toArray()));
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(mapper.map(result));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("%s's database can't be read".formatted(service.label()), e);
        }
    }

    static void execute(LocalStack stack, Service service, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(stack.jdbcUrl(service));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
