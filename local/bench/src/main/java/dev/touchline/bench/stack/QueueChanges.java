package dev.touchline.bench.stack;

import dev.touchline.local.Service;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Changes queues at a steady rate as another instance of the service would: an open item of a random team counts up its
 * evidence version, and a counter of the team goes up with it.
 */
public final class QueueChanges implements AutoCloseable {
    private static final String CHANGE = """
            WITH item AS (
                UPDATE item SET evidence_version = evidence_version + 1 WHERE id = (
                    SELECT id FROM item WHERE team = ? AND state = 'open' ORDER BY priority DESC, id DESC LIMIT 1))
            UPDATE queue_counter SET value = value + 1 WHERE team = ? AND stripe = (
                SELECT min(stripe) FROM queue_counter WHERE team = ?)
            """;

    private static final String VERSION = "SELECT sum(value)::bigint FROM queue_counter WHERE team = ?";

    private final Connection connection;
    private final Heard heard;
    private final long pauseNanos;
    private final Thread thread;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private volatile boolean open = true;

    private QueueChanges(Connection connection, int perSecond, Heard heard) {
        this.connection = connection;
        this.heard = heard;
        this.pauseNanos = 1_000_000_000L / perSecond;
        this.thread = Thread.ofPlatform().daemon().name("queue-changes").start(this::run);
    }

    /** Hears of every change after its commit. */
    public interface Heard {
        /**
         * A team's queue has changed.
         *
         * @param version what the queue's counters sum up to now
         * @param nanos {@link System#nanoTime} just before the commit was asked for
         */
        void changed(int team, long version, long nanos);
    }

    /** Changes, and nobody listens. */
    public static QueueChanges start(BenchStack stack, int perSecond) throws IOException {
        return start(stack, perSecond, (_, _, _) -> {});
    }

    public static QueueChanges start(BenchStack stack, int perSecond, Heard heard) throws IOException {
        try {
            Connection connection = DriverManager.getConnection(stack.jdbcUrl(Service.COACHING));
            connection.setAutoCommit(false);
            return new QueueChanges(connection, perSecond, heard);
        } catch (SQLException e) {
            throw new IOException("Queues can't be changed", e);
        }
    }

    private void run() {
        Random random = new Random(1);
        long next = System.nanoTime();
        try (PreparedStatement change = connection.prepareStatement(CHANGE);
                PreparedStatement version = connection.prepareStatement(VERSION)) {
            while (open) {
                next += pauseNanos;
                LockSupport.parkNanos(next - System.nanoTime());
                int team = random.nextInt(StoredQueue.TEAMS);
                for (int i = 1; i <= 3; i++) {
                    change.setString(i, StoredQueue.team(team));
                }
                change.execute();
                version.setString(1, StoredQueue.team(team));
                long after = only(version);
                long commit = System.nanoTime();
                connection.commit();
                heard.changed(team, after, commit);
            }
        } catch (SQLException e) {
            failure.set(e);
        }
    }

    private static long only(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Whether all went well so far. */
    public void check() throws IOException {
        if (failure.get() != null) {
            throw new IOException("Queues could not be changed", failure.get());
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        open = false;
        thread.join();
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IOException("The connection could not be closed", e);
        }
    }
}
