package dev.touchline.backing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A real PostgreSQL on 127.0.0.1 as a foreground child process: {@link #pid} is the postmaster's.
 *
 * <p>Everything it owns lies in one directory: {@code data/}, {@code postgres.log}, {@code postgres.pid}. The user is
 * {@code touchline}, without a password, from this machine only. Commits survive {@link #kill9} and, as fsync is on, a
 * power cut.
 */
public final class EmbeddedPostgres {
    /** The superuser of every database here. */
    public static final String USER = "touchline";

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    private final Path directory;
    private final int port;
    private final Child child;
    private long logStart;

    /**
     * @param directory where it keeps all its files
     * @param port to listen on; 0 takes a free one
     */
    public EmbeddedPostgres(Path directory, int port) {
        this.directory = directory.toAbsolutePath();
        this.port = port == 0 ? Ports.free() : port;
        this.child = new Child("postgres", this.directory);
    }

    /**
     * Initialises the data directory when there is none, starts the process and returns; {@link #awaitReady} says when
     * it serves.
     *
     * @throws PortTakenException when the port is taken
     */
    public EmbeddedPostgres start() {
        Ports.requireFree(port, "PostgreSQL");
        PostgresCluster cluster = new PostgresCluster(PostgresBinaries.unpacked(), directory);
        cluster.initialise();
        cluster.dropStaleLock();
        launch();
        return this;
    }

    private void launch() {
        logStart = child.logSize();
        PostgresCluster cluster = new PostgresCluster(PostgresBinaries.unpacked(), directory);
        child.start(cluster.serverCommand(port), PostgresCluster.ENVIRONMENT);
    }

    /**
     * Returns once it accepts connections. After {@link #kill9} the old backends need a moment to notice that their
     * postmaster is gone, and until then a new one refuses to start; so a start that fails for that is tried again.
     *
     * @throws IllegalStateException with the end of its log, when the time is over
     */
    public EmbeddedPostgres awaitReady(Duration patience) {
        boolean ready = Patience.until(patience, () -> {
            if (!child.alive() && oldBackendsStillThere()) {
                launch();
            }
            return !child.alive() || serves();
        });
        if (!ready || !child.alive()) {
            throw new IllegalStateException(
                    "PostgreSQL did not get ready. The end of " + child.log() + ":\n" + child.logTail(logStart));
        }
        return this;
    }

    private boolean oldBackendsStillThere() {
        return child.logTail(logStart).contains("shared memory block");
    }

    private boolean serves() {
        if (!Ports.answers(port)) {
            return false;
        }
        try (Connection _ = connect("postgres")) {
            return true;
        } catch (SQLException _) {
            return false;
        }
    }

    /** kill -9, then the same again on the same port; returns when it is ready. */
    public EmbeddedPostgres restart(Duration patience) {
        kill9();
        return start().awaitReady(patience);
    }

    /** kill -9 of the postmaster; returns when it is gone. */
    public void kill9() {
        child.kill9();
    }

    /** A fast shutdown: open transactions roll back, clients are disconnected; returns when the process is gone. */
    public void stop() {
        child.stop("INT", STOP_PATIENCE);
    }

    /** Whether the process lives, ready or not. */
    public boolean running() {
        return child.alive();
    }

    /** The postmaster's process id. */
    public long pid() {
        return child.pid();
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** For {@code quarkus.datasource.jdbc.url}. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    /** For psql and its like. */
    public String uri(String database) {
        return "postgresql://%s@127.0.0.1:%d/%s".formatted(USER, port, database);
    }

    /**
     * Creates the database unless it is there.
     *
     * @param name lower-case letters, digits and underscores
     */
    public void createDatabase(String name) {
        Databases.create(() -> connect("postgres"), name);
    }

    /** A new connection as {@link #USER}; the caller closes it. */
    public Connection connect(String database) throws SQLException {
        return Databases.connect(jdbcUrl(database));
    }
}
