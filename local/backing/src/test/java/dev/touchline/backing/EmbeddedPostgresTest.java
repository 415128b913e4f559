package dev.touchline.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path temp;

    private EmbeddedPostgres postgres;

    @BeforeEach
    void aDirectoryWithASpace() {
        postgres = new EmbeddedPostgres(temp.resolve("a path with spaces"), 0);
        postgres.start().awaitReady(PATIENCE);
        postgres.createDatabase("coaching");
    }

    @AfterEach
    void nothingStays() {
        postgres.stop();
    }

    @Test
    void committedRowsSurviveKill9AlsoWithOpenConnections() throws SQLException {
        // given
        execute("CREATE TABLE item (id int PRIMARY KEY)");
        execute("INSERT INTO item VALUES (1)");
        try (Connection open = postgres.connect("coaching")) {
            open.setAutoCommit(false);
            open.createStatement().execute("INSERT INTO item VALUES (2)");
            long before = postgres.pid();

            // when
            postgres.restart(PATIENCE);

            // then
            assertThat(postgres.pid()).isNotEqualTo(before);
        }
        assertThat(text("SELECT string_agg(id::text, ',') FROM item")).isEqualTo("1");
    }

    @Test
    void thePidIsThePostmasters() throws Exception {
        // when
        String lock = Files.readAllLines(temp.resolve("a path with spaces/data/postmaster.pid"))
                .getFirst();

        // then
        assertThat(postgres.pid()).isEqualTo(Long.parseLong(lock));
    }

    @Test
    void itIsVersion18InUtf8WithDurableCommits() throws SQLException {
        assertThat(text("SHOW server_version")).startsWith("18.");
        assertThat(text("SHOW server_encoding")).isEqualTo("UTF8");
        assertThat(text("SHOW fsync")).isEqualTo("on");
        assertThat(text("SHOW synchronous_commit")).isEqualTo("on");
        assertThat(text("SELECT upper('ärger')")).isEqualTo("ÄRGER");
    }

    @Test
    void aDatabaseIsCreatedOnce() throws SQLException {
        // given
        execute("CREATE TABLE kept (id int)");

        // when
        postgres.createDatabase("coaching");

        // then
        assertThat(text("SELECT count(*) FROM kept")).isEqualTo("0");
        assertThatThrownBy(() -> postgres.createDatabase("a; DROP DATABASE coaching"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStaleLockOfAnotherProgramIsNoHindrance() throws Exception {
        // given
        postgres.kill9();
        Path lock = temp.resolve("a path with spaces/data/postmaster.pid");
        String dead = Files.readAllLines(lock).getFirst();
        String mine = Long.toString(ProcessHandle.current().pid());
        Files.writeString(lock, Files.readString(lock).replaceFirst(dead, mine));

        // when
        postgres.start().awaitReady(PATIENCE);

        // then
        assertThat(postgres.running()).isTrue();
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // given
            EmbeddedPostgres second = new EmbeddedPostgres(temp.resolve("second"), other.getLocalPort());

            // then
            assertThatThrownBy(second::start)
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining("Port " + other.getLocalPort());
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = postgres.connect("coaching")) {
            connection.createStatement().execute(sql);
        }
    }

    private String text(String sql) throws SQLException {
        try (Connection connection = postgres.connect("coaching");
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
