package dev.touchline.kit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {
    /** Away, password rotated, disk full, out of memory, cancelled, shutting down, I/O, deadlock, read-only. */
    @ParameterizedTest
    @ValueSource(strings = {"08006", "28P01", "53100", "53200", "57014", "57P01", "58030", "40P01", "25006"})
    void whatIsTheDatabasesFaultIsTriedAgain(String state) {
        assertThat(Database.isTransient(new IllegalStateException(new SQLException("", state))))
                .isTrue();
    }

    /** A constraint, a value out of range, a statement that is wrong. */
    @ParameterizedTest
    @ValueSource(strings = {"23505", "23514", "22003", "42601"})
    void whatIsTheRecordsOrOurFaultIsNot(String state) {
        assertThat(Database.isTransient(new SQLException("", state))).isFalse();
    }
}
