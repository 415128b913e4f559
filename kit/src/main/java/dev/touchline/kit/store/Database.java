package dev.touchline.kit.store;

import dev.touchline.kit.RootCause;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jspecify.annotations.Nullable;

/**
 * The service's own PostgreSQL. The service starts without it; a background thread migrates the schema as soon as it
 * answers. Until then {@link #migrated} is false and every query fails as transient.
 */
@Singleton
public class Database {
    private static final Logger LOG = Logger.getLogger(Database.class);
    private static final Duration RETRY = Duration.ofMillis(500);

    /** How long one statement of a database that says nothing is waited for: somebody waits for an answer. */
    private static final Duration USUAL = Duration.ofSeconds(10);

    /** How long work that says so waits: batches, deletions and searches may rightly take longer. */
    private static final Duration PATIENT = Duration.ofSeconds(30);

    private static final ScopedValue<Duration> PATIENCE = ScopedValue.newInstance();

    /**
     * Connection, credentials, resources, operator's intervention, system: nothing that a record could be blamed for.
     */
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "28", "53", "57", "58");

    /**
     * Serialization failure, deadlock, read-only after a failover, idle in a transaction for too long, lock not
     * available.
     */
    private static final Set<String> TRANSIENT_STATES = Set.of("40001", "40P01", "25006", "25P03", "55P03");

    private final AgroalDataSource dataSource;
    private final Flyway flyway;
    private final Jdbi jdbi;
    private volatile boolean migrated;
    private volatile boolean stopping;

    Database(AgroalDataSource dataSource, Flyway flyway) {
        this.dataSource = dataSource;
        this.flyway = flyway;
        this.jdbi = Jdbi.create(this::connect);
        // Messages of failures reach logs; the arguments of a statement hold customers' words.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
    }

    void start(@Observes StartupEvent event) {
        Thread.ofPlatform().daemon().name("migrate").start(this::migrateOnceItAnswers);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    /** The way to query; fails as transient until the schema is there. */
    public Jdbi jdbi() {
        if (!migrated) {
            throw new ConnectionException(new SQLTransientConnectionException("The schema is not migrated yet"));
        }
        return jdbi;
    }

    /** Does work for which nobody waits: its statements may take 30 s rather than 10 s until the first word. */
    public static void patiently(Runnable work) {
        ScopedValue.where(PATIENCE, PATIENT).run(work);
    }

    /** The same where something comes of it. */
    public static <T> T patientlyGet(Supplier<T> work) {
        return ScopedValue.where(PATIENCE, PATIENT).call(work::get);
    }

    /** Whether the schema is this version's; once true it stays so. */
    public boolean migrated() {
        return migrated;
    }

    /** Whether the database answers now, within the pool's timeout. */
    public boolean reachable() {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /**
     * Whether trying the same again later may succeed: the database is away, restarting or busy, as opposed to a fault
     * in the data or the statement.
     */
    public static boolean isTransient(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isTransient(sql)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTransient(String state) {
        return TRANSIENT_STATES.contains(state)
                || (state.length() == 5 && TRANSIENT_CLASSES.contains(state.substring(0, 2)));
    }

    private static boolean isTransient(SQLException e) {
        String state = e.getSQLState();
        return e instanceof SQLTransientException
                || e instanceof SQLRecoverableException
                || e.getCause() instanceof TimeoutException
                || (state != null && isTransient(state))
                || (state == null && String.valueOf(e.getMessage()).contains("timeout"));
    }

    private Connection connect() throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            connection.setNetworkTimeout(
                    Runnable::run, (int) PATIENCE.orElse(USUAL).toMillis());
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private void migrateOnceItAnswers() {
        String said = "";
        while (!stopping) {
            try {
                flyway.migrate();
                migrated = true;
                return;
            } catch (RuntimeException e) {
                String cause = RootCause.of(e);
                if (!cause.equals(said)) {
                    LOG.warnf("Database not ready to migrate, trying until it is cause=%s", cause);
                    said = cause;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
